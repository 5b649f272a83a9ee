"""When owners are told, which of them, and in which words."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker import notices
from checker.model.nights import Comparison
from checker.model.problems import Severity
from tests import canned
from tests.notices.conftest import MONDAY, OWNERS, SITE, TUESDAY, made

if TYPE_CHECKING:
    from checker.model.notices import Notice, Told
    from checker.model.reports import Report
    from checker.model.runs import PageResult, Run

KEPT = Path(__file__).parent / "snapshots"
PUBLISHED = "https://reports.example.gov.uk/checks/"


def due(report: Report, told: dict[str, Told] | None = None) -> dict[str, Notice]:
    return {each.channel: each for each in notices.due([report], told or {}, published=PUBLISHED)}


def after(report: Report, told: dict[str, Told] | None = None, *, unsent: tuple[str, ...] = ()) -> dict[str, Told]:
    """What is known after a night on which every channel worked but those named."""
    sent = due(report, told).keys() - set(unsent)
    return notices.remember([report], told or {}, sent=sent, unsent=unsent)


def complete(run: Run) -> Run:
    return replace(run, complete=True)


def test_owners_hear_of_new_problems_that_are_wrong_and_only_of_theirs(tuesday: Report) -> None:
    told = due(tuesday)
    assert set(told) == {"HOUSING", "BENEFITS"}
    assert told["HOUSING"].subject == "Housing: 1 new problem on your advice pages"
    assert told["HOUSING"].first == "Example Council: 1 new problem on Homelessness advice."
    assert told["HOUSING"].text.startswith(told["HOUSING"].first + "\n\nHomelessness advice\n  This phone number has")
    assert "“020 7946 095”" in told["HOUSING"].text
    assert f"{PUBLISHED}example-council/latest/report.html#owner=Housing" in told["HOUSING"].text
    assert "31 March" not in told["HOUSING"].text + told["HOUSING"].html
    assert "020 7946" not in told["BENEFITS"].text + told["BENEFITS"].html


def test_nothing_is_said_on_a_first_run_nor_where_nothing_is_known() -> None:
    assert due(made(today=MONDAY, comparison=Comparison(first=True))) == {}
    assert notices.due([canned.offline()], {}) == ()
    assert notices.due([canned.adhoc()], {}) == ()


def test_what_a_new_rule_finds_is_never_news(tuesday: Report) -> None:
    known = canned.comparison()
    new_rule = {key: replace(each, new_rule=True) for key, each in known.standings.items()}
    report = made(comparison=replace(known, standings=new_rule))
    assert due(report) == {}
    told = after(report)
    assert due(made(today=TUESDAY + timedelta(days=1)), told) == {}, "nor is it news on the night after"
    assert due(tuesday)


def test_a_channel_gets_one_message_a_day_and_hears_nothing_twice(tuesday: Report) -> None:
    told = after(tuesday)
    assert told["HOUSING"].day == TUESDAY
    assert due(tuesday, told) == {}
    assert due(made(today=TUESDAY + timedelta(days=1)), told) == {}


def test_what_could_not_be_sent_is_news_until_it_is(tuesday: Report) -> None:
    told = after(tuesday, unsent=("HOUSING",))
    assert told["HOUSING"].day is None
    known = canned.comparison()
    older = {key: replace(each, state=canned.State.STILL_OPEN) for key, each in known.standings.items()}
    tomorrow = made(today=TUESDAY + timedelta(days=1), comparison=replace(known, standings=older))
    assert set(due(tomorrow, told)) == {"HOUSING"}
    assert due(tomorrow, after(tomorrow, told)) == {}


def test_a_second_site_on_the_same_channel_is_told_tomorrow(tuesday: Report) -> None:
    told = after(tuesday)
    other = made(site=replace(SITE, key="other", name="Other Council"))
    assert due(other, told) == {}
    told = after(other, told)
    assert set(due(made(today=TUESDAY + timedelta(days=1), site=other.site or SITE), told)) == {"HOUSING", "BENEFITS"}


def test_two_sites_of_one_run_share_one_message(tuesday: Report) -> None:
    other = made(site=replace(SITE, key="other", name="Other Council"))
    both = {each.channel: each for each in notices.due([tuesday, other], {}, published=PUBLISHED)}
    assert both["HOUSING"].first.startswith("Example Council and Other Council: 2 new problems on ")
    assert both["HOUSING"].html.count("/latest/report.html#owner=Housing") == 2


def test_a_problem_that_was_doubtful_and_is_wrong_now_is_news() -> None:
    def worse(page: PageResult, severity: Severity) -> PageResult:
        return replace(page, problems=tuple(replace(each, severity=severity) for each in page.problems))

    known = canned.comparison()
    older = {key: replace(each, state=canned.State.STILL_OPEN) for key, each in known.standings.items()}

    def night(severity: Severity, day: date) -> Report:
        run = canned.run()
        run = replace(run, pages=tuple(worse(each, severity) for each in run.pages))
        return made(today=day, run=run, comparison=replace(known, standings=older))

    told = after(night(Severity.DOUBTFUL, TUESDAY))
    assert set(due(night(Severity.WRONG, TUESDAY + timedelta(days=1)), told)) == {"HOUSING", "BENEFITS", "GRANTS"}


def test_a_page_that_could_not_be_read_for_a_while_is_no_news_afterwards(tuesday: Report) -> None:
    told = after(tuesday)
    nothing = replace(canned.run(), pages=())
    for day in (1, 2):
        told = after(made(today=TUESDAY + timedelta(days=day), run=nothing), told)
    assert due(made(today=TUESDAY + timedelta(days=3)), told) == {}


def test_danger_comes_first() -> None:
    known = canned.comparison()
    new = {key: replace(each, state=canned.State.NEW, new_rule=False) for key, each in known.standings.items()}
    notice = due(made(comparison=replace(known, standings=new)))["GRANTS"]
    assert notice.urgent
    assert notice.owner == "Grants and Web team"
    assert notice.subject == ("Grants and Web team: danger to readers, 3 new problems on your advice pages")
    assert notice.first.endswith("1 is a danger to readers.")
    assert "#owner" not in notice.text, "two owners share the channel: no one of them is filtered for"


def test_monday_brings_a_digest(monday: Report) -> None:
    told = due(monday, after(made(today=MONDAY - timedelta(days=1))))
    assert told["HOUSING"].subject == "Housing: 3 open problems on your advice pages"
    assert told["HOUSING"].first == "Example Council: 3 open problems on your advice pages."
    assert set(told) == {"HOUSING", "BENEFITS", "GRANTS"}


def test_no_digest_for_who_has_nothing_to_do() -> None:
    fine = replace(SITE, owners=(*OWNERS, replace(OWNERS[0], name="Bins", pattern="/bins/*", notify="BINS")))
    assert "BINS" not in due(made(today=MONDAY, site=fine))


def test_two_incomplete_nights_are_told_once() -> None:
    nights = canned.comparison().trend
    quiet = {key: replace(each, state=canned.State.STILL_OPEN) for key, each in canned.comparison().standings.items()}

    def night(day: int, earlier: str, *, complete: bool = False) -> Report:
        last = TUESDAY + timedelta(days=day)
        trend = [
            replace(nights[0], today=last - timedelta(days=len(earlier) - number), complete=each == "+")
            for number, each in enumerate(earlier)
        ]
        known = replace(canned.comparison(), standings=quiet, trend=tuple(trend))
        return made(today=last, run=replace(canned.run(), complete=complete), comparison=known)

    told = after(night(0, "+"))
    assert due(night(0, "+")) == {}
    second = night(1, "+-")
    assert set(due(second, told)) == {"HOUSING", "BENEFITS", "GRANTS"}
    assert due(second, told)["HOUSING"].subject == (
        "Housing: the check of your advice pages was incomplete two nights running"
    )
    told = after(second, after(second, told))  # it is run a second time on that day
    assert due(night(2, "+--"), told) == {}
    told = after(night(3, "---", complete=True), told)
    told = after(night(4, "-+"), told)
    assert set(due(night(5, "+-"), told)) == {"HOUSING", "BENEFITS", "GRANTS"}


@pytest.mark.parametrize(("days", "spoken"), [(14, True), (15, False), (0, True)])
def test_an_acceptance_that_ends_soon_is_told_once(days: int, spoken: bool) -> None:  # noqa: FBT001 - a case of the test
    until = TUESDAY + timedelta(days=days)
    site = replace(SITE, accepted=(replace(SITE.accepted[0], until=until, page=canned.HOMELESS),))
    quiet = {key: replace(each, state=canned.State.STILL_OPEN) for key, each in canned.comparison().standings.items()}
    report = made(site=site, comparison=replace(canned.comparison(), standings=quiet))
    told = due(report)
    assert bool(told) is spoken
    if spoken:
        assert told["HOUSING"].subject == "Housing: 3 accepted problems to look at again soon"
        assert "the first after" in told["HOUSING"].text
        later = made(today=TUESDAY + timedelta(days=1), site=site, comparison=report.comparison)
        assert due(later, after(report)) == {}


def hostile() -> Report:
    """Every page is called, and says, what no notice may let through as more than words."""
    nasty = f"Bcc: all@example.org\r\n{canned.HOSTILE} <!channel> [a](https://evil.example/) www.evil.example "
    run = canned.run()

    def attacked(page: PageResult) -> PageResult:
        problems = tuple(
            replace(
                each,
                message=nasty,
                fix=nasty,
                suggestion=nasty,
                place=replace(each.place, quote=nasty + each.place.quote, before=nasty, after=nasty),
            )
            for each in page.problems
        )
        return replace(page, title=nasty, url=page.url, problems=problems)

    run = replace(run, pages=tuple(map(attacked, run.pages)))
    owners = tuple(replace(each, name=f"{each.name}\r\nBcc: x@example.org") for each in OWNERS)
    known = {each.fingerprint: canned.standing(0, canned.State.NEW) for page in run.pages for each in page.problems}
    site = replace(SITE, name=nasty, owners=owners)
    return made(site=site, run=run, comparison=Comparison(first=False, standings=known))


def test_hostile_words_stay_words() -> None:
    told = due(hostile())
    assert len(told) == 3
    for each in told.values():
        assert not set("\r\n\x00\x1b\x85\u202e") & set(each.subject)
        assert "\n" not in each.first
        assert len(each.text) < 1000
        assert len(each.subject) <= 120
        both = each.text + each.html
        assert not {"\x1b", "\x00", "\u202e", "\ud800", "\r"} & set(both)
        assert "<script" not in each.html
        assert "<img" not in each.html
        assert "@everyone" not in both
        assert "<!channel" not in each.text
        assert "](https" not in both
        assert "www.evil" not in each.text
        assert "https://evil" not in both
        both.encode()


def test_a_text_stays_short_however_much_there_is() -> None:
    run, base = canned.run(), canned.run().pages[1]
    pages = tuple(
        replace(
            base,
            target=f"{canned.HOMELESS}/{number}",
            url=f"{canned.HOMELESS}/{number}",
            title=f"A page with a rather long name that nobody needs to read to its end {number}",
            problems=(replace(base.problems[0], page=f"{canned.HOMELESS}/{number}", message=f"{number} " * 60),),
        )
        for number in range(300)
    )
    known = {each.fingerprint: canned.standing(0, canned.State.NEW) for page in pages for each in page.problems}
    report = made(run=replace(run, pages=pages), comparison=Comparison(first=False, standings=known))
    notice = due(report)["HOUSING"]
    assert 500 < len(notice.text) < 1000
    assert "300 new problems" in notice.subject
    assert "more in the report" in notice.text
    assert notice.text.rstrip().endswith("#owner=Housing")
    assert "and 260 more problems in the report" in notice.html
    assert len(notice.html) < 100_000, "Gmail cuts a mail that is longer"


@pytest.mark.parametrize(("name", "day"), [("new", TUESDAY), ("digest", MONDAY)])
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_notices_read_as_they_did(name: str, day: date, ending: str) -> None:
    told = after(made(today=MONDAY - timedelta(days=1))) if name == "digest" else {}
    notice = due(made(today=day), told)["HOUSING" if name == "new" else "GRANTS"]
    words = notice.html if ending == "html" else f"Subject: {notice.subject}\n\n{notice.text}"
    path = KEPT / f"{name}.{ending}"
    if os.environ.get("CHECKER_SNAPSHOTS") == "write":
        path.write_bytes(words.encode())
    assert words == path.read_bytes().decode()
