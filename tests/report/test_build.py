"""What a report says of a run, beside the runs before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from msgspec.structs import replace

from checker import report
from checker.model.mentions import Contact, Inventory, Kind, Mention, Origin, Role, Stamp
from checker.model.nights import Comparison, Standing
from checker.model.problems import Problem, Severity, State, Unchecked
from checker.model.runs import PageResult, Run
from checker.model.sites import Accepted
from checker.model.targets import Verdict
from tests import canned
from tests.canned import HOME, HOMELESS, RULES, SITE, TODAY, place, problem

if TYPE_CHECKING:
    from checker.model.reports import Report


def page(address: str, *problems: Problem, **more: object) -> PageResult:
    said = PageResult(target=address, url=address, title=address.rpartition("/")[2], problems=problems)
    return replace(said, **more)  # type: ignore[arg-type]


def ran(*pages: PageResult, **more: object) -> Run:
    return replace(canned.run(), pages=pages, unchecked=(), targets=(), **more)  # type: ignore[arg-type]


def built(*pages: PageResult, comparison: Comparison | None = None, **more: object) -> Report:
    return report.build(ran(*pages, **more), rules=RULES, site=SITE, comparison=comparison)


def number(address: str, words: str = "020 7946 095", rule: str = "phone-cannot-ring") -> Problem:
    return problem(rule, address, place(words), "This phone number has 10 digits.")


ONE, TWO, THREE = (f"https://www.example.gov.uk/advice/{word}" for word in ("one", "two", "three"))
KNOWN = Standing(state=State.STILL_OPEN, first_seen=date(2026, 2, 1), last_seen=TODAY, runs=20)


def test_without_earlier_runs_there_are_no_states() -> None:
    entry = built(page(ONE, number(ONE))).entries[0]
    assert (entry.state, entry.standing, entry.days) == (None, None, None)
    assert built(page(ONE, number(ONE))).totals.states is None


def test_a_problem_earlier_runs_do_not_know_is_new_and_one_they_know_is_still_open() -> None:
    old, new = number(ONE), number(ONE, "020 7946 01")
    made = built(page(ONE, old, new), comparison=Comparison(first=False, standings={old.fingerprint: KNOWN}))
    assert {each.id: each.state for each in made.entries} == {
        old.fingerprint: State.STILL_OPEN,
        new.fingerprint: State.NEW,
    }
    assert {each.days for each in made.entries} == {0, 30}
    assert made.totals.states
    assert (made.totals.states.new, made.totals.states.still_open) == (1, 1)


def test_on_a_first_run_nothing_is_new() -> None:
    made = built(page(ONE, number(ONE)), comparison=Comparison(first=True))
    assert [each.state for each in made.entries] == [State.STILL_OPEN]
    assert made.entries[0].standing
    assert made.entries[0].standing.first_seen == TODAY


@pytest.mark.parametrize(("until", "state"), [(TODAY, State.ACCEPTED), (date(2026, 3, 2), State.STILL_OPEN)])
def test_an_accepted_problem_comes_back_when_its_day_has_passed(until: date, state: State) -> None:
    said = number(ONE)
    left = Accepted(reason="Right", by="web team", until=until, page=ONE)
    earlier = Comparison(first=False, standings={said.fingerprint: replace(KNOWN, state=State.ACCEPTED)})
    made = report.build(ran(page(ONE, said)), rules=RULES, comparison=earlier, accepted=(left,))
    assert made.entries[0].state is state
    assert made.totals.problems.all == (state is not State.ACCEPTED)


def test_an_unchecked_address_is_accepted_by_its_link() -> None:
    made = canned.canned()
    assert [gap.what for gap in made.spared] == ["https://walled.example.org/"]
    assert "https://walled.example.org/" not in {gap.what for gap in made.left}
    assert "https://walled.example.org/" in {gap.what for gap in made.gaps}


def test_an_entry_about_a_page_accepts_no_address_on_it() -> None:
    gap = Unchecked(what="https://a.example.org/", why="Blocked.", stage="look up", verdict="blocked-us", pages=(ONE,))
    left = Accepted(reason="Right", by="web team", until=TODAY, page=ONE)
    run = ran(page(ONE, unchecked=(gap,)))
    assert report.build(run, rules=RULES, accepted=(left,)).spared == ()
    by_rule = replace(left, rule="link-blocked-us")
    assert len(report.build(run, rules=RULES, accepted=(by_rule,)).spared) == 1


def test_what_could_not_be_checked_has_its_first_day_and_a_kind() -> None:
    made = canned.canned()
    kinds = {gap.what: (gap.kind.value, gap.since) for gap in made.gaps}
    assert kinds["empty.html"] == ("page", TODAY)
    assert kinds[canned.BLOCKED] == ("link", date(2026, 2, 20))
    assert made.totals.unchecked == (("page", 1), ("link", 4))


def footer(address: str) -> Problem:
    return problem("link-gone", address, replace(place("Cookies"), template=True, href="/old"), "It is gone.")


def test_a_fault_of_the_template_is_one_problem_of_the_sites_start() -> None:
    made = built(page(ONE, footer(ONE)), page(TWO, footer(TWO)), page(HOME))
    assert [(each.problem.page, each.also_on) for each in made.entries] == [(HOME, (ONE, TWO))]
    assert {each.address: (len(each.entries), len(each.shared)) for each in made.pages} == {
        HOME: (1, 0),
        ONE: (0, 1),
        TWO: (0, 1),
    }
    assert made.entries[0].owner == "Web team"


def test_a_fault_of_the_template_keeps_its_identity_when_a_page_goes_and_when_the_start_was_not_read() -> None:
    whole = built(page(ONE, footer(ONE)), page(TWO, footer(TWO)), page(HOME, footer(HOME)))
    less = built(page(TWO, footer(TWO)))
    assert whole.entries[0].id == less.entries[0].id
    assert len(less.entries) == 1


def test_a_settled_run_stays_as_it_is() -> None:
    once = report.settled(ran(page(ONE, footer(ONE)), page(HOME)), SITE)
    assert report.settled(once, SITE) == once


def test_without_a_site_every_page_keeps_what_its_template_says() -> None:
    made = report.build(ran(page(ONE, footer(ONE)), page(TWO, footer(TWO))), rules=RULES)
    assert [each.problem.page for each in made.entries] == [ONE, TWO]


def test_the_same_words_on_three_pages_are_one_card_and_on_two_pages_two() -> None:
    two = built(page(ONE, number(ONE)), page(TWO, number(TWO)))
    three = built(page(ONE, number(ONE)), page(TWO, number(TWO)), page(THREE, number(THREE)))
    assert (two.totals.cards, two.totals.problems.all) == (2, 2)
    assert (three.totals.cards, three.totals.problems.all) == (1, 3)
    assert three.first[0].pages == tuple(sorted((ONE, TWO, THREE)))
    assert [each.also_on for each in two.entries] == [(TWO,), (ONE,)]


def test_the_number_of_our_visit_makes_no_card_of_its_own() -> None:
    pages = []
    for visit, address in enumerate((ONE, TWO, THREE)):
        linked = number(address, "A club")
        href = f"/club.page;jsessionid=608C{visit}?id=1"
        pages.append(page(address, replace(linked, place=replace(linked.place, href=href))))
    assert built(*pages).totals.cards == 1


def test_a_problem_without_words_is_never_the_same_on_another_page() -> None:
    made = built(*(page(each, number(each, "")) for each in (ONE, TWO, THREE)))
    assert made.totals.cards == 3


def test_new_and_old_do_not_share_a_card() -> None:
    old = number(ONE)
    pages = (page(ONE, old), *(page(each, number(each)) for each in (TWO, THREE, HOMELESS)))
    made = built(*pages, comparison=Comparison(first=False, standings={old.fingerprint: KNOWN}))
    assert {card.entry.state for share in made.shares for group in share.groups for card in group.cards} == {
        State.NEW,
        State.STILL_OPEN,
    }


def test_first_comes_the_worst_then_the_new_then_what_is_seen_most() -> None:
    taken, dated = (
        number(ONE, "charity", "link-hijacked"),
        number(canned.REDUCTION, "31 March", "content-past-deadline"),
    )
    rare, often, old = number(TWO, "1"), number(HOMELESS, "2"), number(THREE, "3")
    pages = (page(ONE, taken), page(TWO, rare), page(HOMELESS, often), page(THREE, old), page(canned.REDUCTION, dated))
    known = {each.fingerprint: KNOWN for each in (old, taken)}
    made = report.build(
        ran(*pages), rules=RULES, site=replace(SITE, accepted=()), comparison=Comparison(first=False, standings=known)
    )
    assert [card.entry.problem.page for card in made.first] == [ONE, canned.REDUCTION, HOMELESS, TWO, THREE]


def test_an_owner_has_their_newest_and_oldest() -> None:
    share = next(each for each in canned.canned().shares if each.owner == "Housing")
    assert (share.new, share.oldest, share.tally.all, share.pages) == (1, 12, 3, 1)


def test_what_is_absent_is_fixed_or_not_seen() -> None:
    made = canned.canned()
    assert [(each.absent.page_name, each.days) for each in made.fixed] == [("Hostels", 40)]
    assert [each.absent.why for each in made.not_seen] == ["its page could not be read"]


def test_every_target_of_the_run_is_listed_and_counted() -> None:
    made = canned.canned()
    targets = {each.url: each for each in made.targets}
    assert targets["http://gone.example.org/"].pages == 2
    assert targets["http://gone.example.org/"].failing_since == TODAY
    assert targets["http://taken.example.org/"].failing_since == TODAY
    assert targets[canned.HOSTELS].failing_since is None
    assert dict(made.totals.targets)["gone"] == 1
    assert set(dict(made.totals.targets)) == {each.value for each in Verdict}


def test_offline_the_addresses_that_were_met_are_listed_alone() -> None:
    made = canned.offline()
    assert made.totals.targets == ()
    assert {each.target for each in made.targets} == {None}
    assert canned.HOSTELS in {each.url for each in made.targets}


def shown(quote: str, **more: object) -> str:
    said = number(ONE)
    said = replace(said, place=replace(place(quote), **more))  # type: ignore[arg-type]
    return built(page(ONE, said)).entries[0].shown_at or ""


def test_words_that_stand_alone_are_found_by_themselves() -> None:
    assert shown("ring the night shelter before 8pm") == f"{ONE}#:~:text=ring%20the%20night%20shelter%20before%208pm"


def test_short_words_are_found_by_what_stands_beside_them() -> None:
    address = shown("here", before="For a place, apply ", after=", or ring.\nAnother line")
    assert address == f"{ONE}#:~:text=For%20a%20place%2C%20apply-,here,-%2C%20or%20ring."


def test_what_stands_beside_is_cut_at_words() -> None:
    address = shown("here", before="x" * 60 + " the last words ", after=" the first words " + "y" * 60)
    assert unquote(address.partition("text=")[2]) == "the last words-,here,-the first words"


def test_dashes_commas_and_ampersands_are_escaped() -> None:
    assert (
        shown("drop-in, tea & cake for all of you")
        == f"{ONE}#:~:text=drop%2Din%2C%20tea%20%26%20cake%20for%20all%20of%20you"
    )


def test_a_page_is_asked_about_by_the_email_of_the_same_contact() -> None:
    draft = next(each.ask for each in canned.canned().entries if each.problem.page == HOMELESS and each.ask)
    address = urlsplit(draft)
    assert address.path == "shelter@example.org"
    query = parse_qs(address.query)
    assert "“020 7946 095”" in query["body"][0]
    assert HOMELESS in query["body"][0]
    assert "\n" not in query["subject"][0]


def test_nobody_is_asked_at_the_address_that_is_wrong() -> None:
    where = place("shelter@exmaple.org")
    email = Mention(kind=Kind.EMAIL, raw="shelter@exmaple.org", value="shelter@exmaple.org", place=where)
    said = replace(number(ONE), rule="email-domain-dead", place=where)
    inventory = Inventory(mentions=(email,), contacts=(Contact(name="Shelter", emails=(email,)),))
    assert built(page(ONE, said, inventory=inventory)).entries[0].ask is None


def test_a_subject_holds_no_line_break() -> None:
    phone = Mention(kind=Kind.PHONE, raw="1", value=None, place=place("020 7946 095"))
    email = Mention(kind=Kind.EMAIL, raw="a@b.org", value="a@b.org", place=place("a@b.org", start=99))
    inventory = Inventory(contacts=(Contact(name=None, phones=(phone,), emails=(email,)),))
    asked = built(page(ONE, number(ONE), inventory=inventory, title="One\r\nBcc: x@y.org")).entries[0].ask
    assert asked
    subject = asked.partition("subject=")[2].partition("&")[0]
    assert "%0A" not in subject
    assert "%0D" not in subject


def test_pages_that_need_a_look_soon_are_listed_the_soonest_first() -> None:
    assert [(each.page.name, each.on) for each in canned.canned().ageing] == [("Grant 1", date(2026, 4, 1))]


def test_a_severity_is_counted_once_for_every_page() -> None:
    made = canned.canned()
    assert made.totals.problems.all == 10
    assert sum(each.tally.all for each in made.shares) == 10
    assert sum(len(each.entries) for each in made.sorts) == 10
    assert made.totals.problems.each[0] == (Severity.DANGER, 1)


def test_a_report_for_one_owner_holds_theirs_alone() -> None:
    made = report.build(canned.run(), rules=RULES, site=SITE, comparison=canned.comparison(), owner="Housing")
    assert {each.owner for each in made.pages} == {"Housing"}
    assert (made.totals.problems.all, made.totals.accepted, made.totals.found) == (3, 1, 2)
    assert made.totals.states
    assert (made.totals.states.fixed, made.totals.states.not_seen) == (1, 0)
    assert [gap.what for gap in made.left] == [canned.BLOCKED]


def test_a_mail_domain_that_gave_no_answer_is_no_link() -> None:
    said = Unchecked(what="example.org", why="No answer.", stage="look up", verdict="unknown", pages=(ONE,))
    assert built(page(ONE, unchecked=(said,))).totals.unchecked == (("other", 1),)


def test_new_problems_alone_can_be_told() -> None:
    made = report.build(canned.run(), rules=RULES, site=SITE, comparison=canned.comparison(), new_only=True)
    assert {each.state for each in made.entries} == {State.NEW}
    assert made.totals.problems.all == len(made.entries) == 2


def test_a_later_review_answers_for_a_page_s_age() -> None:
    changed = Stamp(date="2025-04-01", kind=Role.MODIFIED, origin=Origin.STAMP)
    reviewed = Stamp(date="2026-02-01", kind=Role.REVIEWED, origin=Origin.SITE_FILE)
    old = Inventory(updated=changed, stamps=(changed,))
    assert [(each.on, each.why) for each in built(page(HOME, inventory=old)).ageing] == [
        (date(2026, 4, 1), "It will not have been changed for 12 months.")
    ]
    assert built(page(HOME, inventory=replace(old, stamps=(changed, reviewed)))).ageing == ()


def test_where_the_whole_site_s_problems_stand_need_be_no_page() -> None:
    start = page(HOMELESS, number(HOMELESS), is_page=False)
    made = built(start, page(ONE, number(ONE)), page(TWO, read=False))
    assert (made.totals.found, made.totals.read, made.totals.unread, made.totals.faulty) == (2, 1, 1, 1)
    assert len(made.entries) == 2
