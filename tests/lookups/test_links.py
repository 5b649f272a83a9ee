"""Looking addresses up: what is asked, how often, in which order, and what comes of it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker.lookups import govuk
from checker.lookups.links import Asking, look_up, unchecked
from checker.model.fetching import Failure, Fetched, Request
from checker.model.targets import Verdict
from tests.lookups.answers import NOW, TODAY, answer, page
from tests.web.clock import now, run_at_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from checker.model.targets import Evidence, Target

A, B = "https://one.example.org/a", "https://two.example.org/b"
SHELL = page(
    "Page not found", "<h1>Example</h1><p>Use the menu above to find what you came for, or ring the office.</p>"
)


class World:
    """Answers by address, the last again and again; and a log of what was asked."""

    def __init__(self, *answers: Fetched, otherwise: Callable[[str], Fetched] | None = None) -> None:
        self.answers: dict[str, list[Fetched]] = defaultdict(list)
        for each in answers:
            self.answers[each.url].append(each)
        self.otherwise = otherwise
        self.asked: list[str] = []
        self.requests: list[Request] = []

    async def fetch(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        self.requests.append(request)
        await asyncio.sleep(0)
        known = self.answers.get(request.url)
        if not known:
            assert self.otherwise is not None, request.url
            return self.otherwise(request.url)
        return known.pop(0) if len(known) > 1 else known[0]

    def look_up(self, urls: Iterable[str], stop: asyncio.Event | None = None, **more: object) -> dict[str, Target]:
        asking = Asking(fetch=self.fetch, now=lambda: NOW, today=TODAY, **{"confirm": (0.0, 0.0), **more})

        async def run() -> dict[str, Target]:
            return {target.url: target async for target in look_up(urls, asking, stop=stop)}

        return asyncio.run(run())


def test_a_good_address_is_asked_once() -> None:
    world = World(answer(A))
    assert world.look_up([A])[A].verdict is Verdict.FINE
    assert world.asked == [A]


def test_a_definite_answer_is_asked_for_once_more_after_everything_else() -> None:
    world = World(answer(A, 404), answer(B))
    found = world.look_up([A, B])
    assert (found[A].verdict, found[A].evidence.looks) == (Verdict.GONE, 2)
    assert world.asked == [A, B, A]
    assert [request.look for request in world.requests] == [1, 1, 2]


def test_a_second_look_comes_after_all_others_and_a_pause_after_the_last_failure() -> None:
    slow, fast = "https://slow.example.org/", "https://fast.example.org/"
    took = {A: 1.0, B: 4.0, fast: 2.0, slow: 20.0}
    began: list[tuple[str, float]] = []

    async def fetch(request: Request) -> Fetched:
        began.append((request.url, now()))
        await asyncio.sleep(took[request.url])
        return answer(request.url, 500 if request.url in {A, B} else 200)

    async def asked(urls: list[str]) -> list[tuple[str, float]]:
        began.clear()
        asking = Asking(fetch=fetch, now=lambda: NOW, today=TODAY, confirm=(5.0, 30.0))
        assert [target async for target in look_up(urls, asking)]
        return began[len(urls) :]

    assert run_at_once(asked([A, B, fast])) == [(A, 9.0), (B, 9.0), (A, 43.0), (B, 43.0)]
    assert run_at_once(asked([A, B, slow])) == [(A, 20.0), (B, 20.0), (A, 54.0), (B, 54.0)]


def test_a_doubtful_answer_is_asked_for_as_often_as_the_site_says() -> None:
    world = World(answer(A, 500))
    found = world.look_up([A])[A]
    assert (found.verdict, found.evidence.looks, found.judgement.certainty) == (Verdict.FAILING, 3, "likely")
    assert len(world.asked) == 3


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ((404, 200), Verdict.FINE),
        ((500, 200), Verdict.FINE),
        ((500, 500, 200), Verdict.FINE),
        ((500, 404, 404), Verdict.GONE),
        ((404, 500, 404), Verdict.FAILING),
        ((404, 410, 404), Verdict.FAILING),
        ((404, 403), Verdict.BLOCKED_US),
    ],
)
def test_the_last_look_counts_and_only_two_that_agree_are_definite(statuses: tuple[int, ...], verdict: Verdict) -> None:
    world = World(*(answer(A, status) for status in statuses))
    assert world.look_up([A])[A].verdict is verdict
    assert len(world.asked) == len(statuses)


def test_a_second_look_that_could_not_be_taken_takes_nothing_back() -> None:
    world = World(answer(A, 500), answer(A, None, failure=Failure.GIVEN_UP))
    found = world.look_up([A])[A]
    assert (found.verdict, found.evidence.looks) == (Verdict.FAILING, 1)


@pytest.mark.parametrize(
    "first",
    [
        *(answer(A, None, failure=each) for each in (Failure.NAME_SILENT, Failure.GIVEN_UP, Failure.NO_ROUTE)),
        answer(A, 429),
        answer(A, 503),
    ],
    ids=lambda each: str(each.failure or each.status),
)
def test_what_may_pass_is_asked_again(first: Fetched) -> None:
    assert World(first, answer(A)).look_up([A])[A].verdict is Verdict.FINE


@pytest.mark.parametrize(
    "first",
    [
        answer(A, 403),
        answer(A, 401),
        answer(A, 503, headers=(("cf-mitigated", "challenge"),)),
        answer(A, None, failure=Failure.ROBOTS),
        answer(A, None, failure=Failure.NOT_PUBLIC),
        answer(A, None, failure=Failure.CERTIFICATE),
    ],
    ids=lambda each: str(each.failure or each.status),
)
def test_what_will_not_pass_is_not_asked_again(first: Fetched) -> None:
    world = World(first, answer(A))
    assert world.look_up([A])[A].verdict is not Verdict.FINE
    assert world.asked == [A]


def test_a_refusal_is_meant_for_the_page_where_the_host_shows_others() -> None:
    other = "https://one.example.org/other"
    assert World(answer(A, 403), answer(other)).look_up([A, other])[A].verdict is Verdict.NEEDS_SIGN_IN
    assert World(answer(A, 403), answer(B)).look_up([A, B])[A].verdict is Verdict.BLOCKED_US
    assert World(answer(A, 403), answer(other)).look_up([other, A])[A].verdict is Verdict.NEEDS_SIGN_IN
    of_late = frozenset({"one.example.org"})
    assert World(answer(A, 403)).look_up([A], fine_hosts=of_late)[A].verdict is Verdict.NEEDS_SIGN_IN


def test_a_made_up_address_is_asked_only_where_one_sign_is_there() -> None:
    world = World(answer(A, html=SHELL), answer(B), otherwise=lambda url: answer(url, html=SHELL))
    found = world.look_up([A, B])
    assert found[A].verdict is Verdict.NOT_FOUND_PAGE
    assert found[B].verdict is Verdict.FINE
    assert len(world.asked) == 3
    assert sum("never-here" in url for url in world.asked) == 1


def test_a_host_that_says_404_to_a_made_up_address_is_believed() -> None:
    world = World(answer(A, html=SHELL), otherwise=lambda url: answer(url, 404))
    assert world.look_up([A])[A].verdict is Verdict.FINE


def test_what_a_host_says_to_a_made_up_address_is_remembered_by_directory() -> None:
    more = [f"https://one.example.org/pages/{n}.html" for n in range(4)]
    world = World(*(answer(url, html=SHELL) for url in more), otherwise=lambda url: answer(url, 404))
    memory: dict[str, object] = {}
    world.look_up(more[:1], made_up=memory)
    world.look_up(more, made_up=memory)
    assert sum("never-here" in url for url in world.asked) == 1
    assert list(memory) == ["https://one.example.org/pages/*.html"]


def test_a_made_up_address_is_asked_anew_where_its_words_were_noted_in_another_way() -> None:
    world = World(answer(A, html=SHELL), otherwise=lambda url: answer(url, html=SHELL))
    memory: dict[str, Evidence] = {}
    world.look_up([A], made_up=memory)
    (place, before), *_ = memory.items()
    assert before.words
    memory[place] = replace(before, words=before.words.removeprefix("2:"))
    assert world.look_up([A], made_up=memory)[A].verdict is Verdict.NOT_FOUND_PAGE
    assert memory == {place: before}


def test_a_record_is_compared_with_a_record_that_is_not_there() -> None:
    record = "https://directory.example.gov.uk/advice.page?id=5UlE"
    gone = page(
        "Directory", "<main><h1>No longer available</h1><p>Find other services near you in the list.</p></main>"
    )
    world = World(answer(record, html=gone), otherwise=lambda url: answer(url, html=gone))
    assert world.look_up([record])[record].verdict is Verdict.NOT_FOUND_PAGE
    assert world.asked[1].startswith("https://directory.example.gov.uk/advice.page?id=never-here-")


def test_name_servers_are_asked_only_where_one_sign_of_parking_is_there() -> None:
    asked = []

    async def name_servers(domain: str) -> tuple[str, ...]:
        asked.append(domain)
        return ("ns1.sedoparking.com.", "ns2.sedoparking.com.")

    sold = page(
        "Example", "<p>Buy this domain today. It is short and easy to remember, and many people type it in.</p>"
    )
    world = World(answer(A, html=sold), answer(B), otherwise=lambda url: answer(url, 404))
    found = world.look_up([A, B], name_servers=name_servers)
    assert (found[A].verdict, found[B].verdict) == (Verdict.FOR_SALE, Verdict.FINE)
    assert asked == ["example.org"]


def test_a_page_that_leads_on_is_followed_as_browsers_do() -> None:
    onward = "https://one.example.org/new"
    world = World(answer(A, html=page(head="<meta http-equiv=refresh content='0; url=/new'>")), answer(onward))
    found = world.look_up([A])[A]
    assert (found.verdict, found.judgement.suggestion) == (Verdict.MOVED, onward)
    assert world.asked == [A, onward]


def test_a_page_that_leads_on_to_nothing_is_gone() -> None:
    onward = "https://one.example.org/new"
    world = World(answer(A, html=page(head="<meta http-equiv=refresh content='0; url=/new'>")), answer(onward, 404))
    assert world.look_up([A])[A].verdict is Verdict.GONE


def test_two_pages_that_lead_to_each_other_come_to_an_end() -> None:
    there, back = (f"<meta http-equiv=refresh content='0; url=/{name}'>" for name in ("new", "a"))
    world = World(answer(A, html=page(head=there)), answer("https://one.example.org/new", html=page(head=back)))
    assert world.look_up([A])[A].verdict in {Verdict.FINE, Verdict.MOVED}
    assert len(world.asked) == 2


def content(path: str, body: str, status: int = 200) -> Fetched:
    return answer(f"https://www.gov.uk/api/content{path}", status, body, kind="application/json")


def test_gov_uk_is_asked_what_it_withdrew_and_others_are_not() -> None:
    guidance = "https://www.gov.uk/guidance/a"
    notice = '{"details": {}, "withdrawn_notice": {"explanation": "x", "withdrawn_at": "2023-05-03T10:00:00Z"}}'
    world = World(answer(guidance), answer(A), content("/guidance/a", notice))
    found = world.look_up([guidance, A], publisher=govuk.publisher(world.fetch))
    assert found[guidance].judgement.why == "GOV.UK withdrew this page on 3 May 2023."
    assert found[A].verdict is Verdict.FINE
    assert len(world.asked) == 3


def test_gov_uk_says_where_to_go_instead() -> None:
    guidance = "https://www.gov.uk/guidance/a"
    gone = '{"schema_name": "gone", "details": {"alternative_path": "/guidance/b"}}'
    world = World(answer(guidance, 410), content("/guidance/a", gone, 410))
    found = world.look_up([guidance], publisher=govuk.publisher(world.fetch))[guidance]
    assert (found.verdict, found.judgement.suggestion) == (Verdict.GONE, "https://www.gov.uk/guidance/b")


@pytest.mark.parametrize(
    "body", ["", "[]", "nonsense", '{"withdrawn_notice": 5}', '{"redirects": ["x"]}', "[" * 99_999]
)
def test_whatever_gov_uk_says_a_page_is_judged(body: str) -> None:
    guidance = "https://www.gov.uk/guidance/a"
    world = World(answer(guidance), content("/guidance/a", body))
    assert world.look_up([guidance], publisher=govuk.publisher(world.fetch))[guidance].verdict is Verdict.FINE


def test_addresses_may_come_while_others_are_asked() -> None:
    world = World(answer(A), answer(B))
    asking = Asking(fetch=world.fetch, now=lambda: NOW, today=TODAY)
    seen: list[str] = []

    async def run() -> None:
        first_given = asyncio.Event()

        async def addresses() -> AsyncIterator[str]:
            yield A
            await first_given.wait()
            yield B

        async for target in look_up(addresses(), asking):
            seen.append(target.url)
            first_given.set()

    asyncio.run(asyncio.wait_for(run(), 5))
    assert seen == [A, B]


def test_a_run_that_is_stopped_gives_what_it_knows_and_says_what_it_does_not() -> None:
    world = World(answer(A, 404))

    async def run() -> dict[str, Target]:
        stop = asyncio.Event()

        async def fetch(request: Request) -> Fetched:
            if request.url == B:
                stop.set()
                await asyncio.sleep(60)
            return await world.fetch(request)

        asking = Asking(fetch=fetch, now=lambda: NOW, today=TODAY, confirm=(60.0,))
        return {target.url: target async for target in look_up([A, B], asking, stop=stop)}

    found = asyncio.run(asyncio.wait_for(run(), 5))
    assert found[A].evidence
    assert (found[A].verdict, found[A].evidence.status, found[A].evidence.looks) == (Verdict.UNKNOWN, 404, 1)
    assert "a second time" in found[A].judgement.why
    assert (found[B].verdict, found[B].evidence) == (Verdict.UNKNOWN, None)


def test_one_address_that_breaks_us_costs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def broken(url: str) -> Fetched:
        raise RuntimeError(url)

    found = World(answer(A), otherwise=broken).look_up([A, B])
    assert found[A].verdict is Verdict.FINE
    assert found[B].verdict is Verdict.UNKNOWN
    assert "fault in the checker" in found[B].judgement.why
    assert B in caplog.text


def test_a_stream_of_addresses_that_breaks_is_no_end() -> None:
    async def addresses() -> AsyncIterator[str]:
        yield A
        raise RuntimeError("the source of addresses broke")

    world = World(answer(A))
    asking = Asking(fetch=world.fetch, now=lambda: NOW, today=TODAY)

    async def run() -> None:
        async for _ in look_up(addresses(), asking):
            pass

    with pytest.raises(RuntimeError, match="the source"):
        asyncio.run(asyncio.wait_for(run(), 5))


def test_what_could_not_be_checked_is_said_with_its_reason() -> None:
    found = World(answer(A, 403), answer(B)).look_up([A, B])
    said = unchecked(found[A], ["https://www.example.gov.uk/page"])
    assert (said.what, said.stage, said.verdict, said.fault) == (A, "look up", "blocked-us", False)
    assert said.pages == ("https://www.example.gov.uk/page",)
    assert unchecked(found[B], []) is None
