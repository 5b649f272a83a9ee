from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from checker.model.fetching import Failure, Fetched, Pace, Request
from checker.urls import host_of
from checker.web._tempo import Tempo, retry_after
from checker.web.pace import Pacer
from tests.web.clock import now, run_at_once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

OPEN = Pace(per_second=100_000, at_once=100, pause=0.02, longest_pause=1.0)


def said(request: Request, status: int | None = 200, **more: object) -> Fetched:
    return Fetched(url=request.url, final_url=request.url, status=status, **more)


class Host:
    """A host that takes its time and counts who comes."""

    def __init__(self, seconds: float = 0.01, answers: Callable[[int], dict[str, object]] | None = None) -> None:
        self.seconds, self.answers = seconds, answers
        self.times: list[float] = []
        self.running = self.most = 0

    async def __call__(self, request: Request) -> Fetched:
        self.times.append(now())
        number = len(self.times)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(self.seconds)
        self.running -= 1
        return said(request, **(self.answers(number) if self.answers else {}))


def asked(
    fetch: Callable[[Request], Awaitable[Fetched]], urls: list[str], *, pace: Pace, in_flight: int = 128
) -> tuple[list[Fetched], float]:
    async def ask() -> tuple[list[Fetched], float]:
        paced = Pacer(pace_of=lambda _: pace, in_flight=in_flight).paced(fetch)
        began = now()
        answers = await asyncio.gather(*(paced(Request(url=url)) for url in urls))
        return list(answers), now() - began

    return run_at_once(ask())


def pages(host: str, count: int) -> list[str]:
    return [f"http://{host}/{number}" for number in range(count)]


def test_a_host_is_never_asked_more_at_once_than_its_ceiling() -> None:
    host = Host()
    asked(host, pages("a.example", 40), pace=Pace(per_second=100_000, at_once=4))
    assert host.most == 4


def test_it_begins_with_two_at_once_and_grows_on_quick_answers() -> None:
    tempo = Tempo(Pace(at_once=4))
    seen = [tempo.at_once]
    for when in range(12):
        tempo.learn(said(Request(url="http://a.example/")), began=when, now=when)
        seen.append(tempo.at_once)
    assert seen[0] == 2
    assert seen == sorted(seen)
    assert seen[-1] == 4


def test_it_doubles_until_trouble_comes_and_feels_its_way_from_there() -> None:
    tempo = Tempo(Pace(at_once=128))

    def a_round(when: int) -> int:
        """Answer as many requests as may run at once."""
        for _ in range(tempo.at_once):
            tempo.learn(said(Request(url="http://a.example/")), began=when, now=when)
        return tempo.at_once

    assert [a_round(when) for when in range(4)] == [4, 8, 16, 32]
    tempo.learn(said(Request(url="http://a.example/"), status=503), began=4, now=5)
    assert [tempo.at_once, *(a_round(when) for when in range(6, 9))] == [16, 16, 17, 18]


def test_slow_answers_do_not_make_it_faster() -> None:
    tempo = Tempo(Pace(at_once=4))
    for when in range(12):
        tempo.learn(said(Request(url="http://a.example/"), seconds=3.0), began=when, now=when)
    assert tempo.at_once == 2


@pytest.mark.parametrize("trouble", [{"status": 429}, {"status": 503}, {"status": None, "failure": Failure.TIMEOUT}])
def test_trouble_makes_it_slower_once_a_burst(trouble: dict[str, object]) -> None:
    tempo = Tempo(Pace(at_once=8, per_second=10))
    for when in range(40):
        tempo.learn(said(Request(url="http://a.example/")), began=when, now=when)
    assert tempo.at_once == 8
    for _ in range(4):  # all four were asked before the first of them was answered
        tempo.learn(said(Request(url="http://a.example/"), **trouble), began=49.0, now=50.0)
    assert tempo.at_once == 4


def test_a_host_is_asked_no_more_often_than_its_ceiling() -> None:
    host = Host(seconds=0.0)
    _, seconds = asked(host, pages("a.example", 30), pace=Pace(per_second=100, at_once=4))
    assert seconds + 1e-9 >= 0.28
    assert seconds <= 0.28 * 1.15


def test_hosts_do_not_wait_for_each_other() -> None:
    slow, quick = Host(seconds=0.3), Host(seconds=0.001)

    async def fetch(request: Request) -> Fetched:
        return await (slow if host_of(request.url) == "slow.example" else quick)(request)

    # two places in flight, and the first hundred in line are for a host that may be asked once at a time
    finished: list[float] = []

    async def ask() -> None:
        pacer = Pacer(pace_of=lambda _: Pace(per_second=1000, at_once=1), in_flight=2)
        paced = pacer.paced(fetch)
        began = now()

        async def one(url: str) -> None:
            await paced(Request(url=url))
            finished.append(now() - began)

        crowd = [asyncio.ensure_future(one(url)) for url in pages("slow.example", 100)]
        await asyncio.gather(*(one(f"http://h{number}.example/") for number in range(20)))
        assert now() - began < 0.28
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)

    run_at_once(ask())
    assert len(slow.times) == 1


def test_some_hosts_come_before_those_that_wait_longer() -> None:
    order: list[str] = []

    async def fetch(request: Request) -> Fetched:
        order.append(host_of(request.url))
        await asyncio.sleep(0.01)
        return said(request)

    async def ask() -> None:
        pacer = Pacer(pace_of=lambda _: OPEN, in_flight=1, first="own.example".__eq__)
        urls = [*(f"http://h{number}.example/" for number in range(5)), *pages("own.example", 2)]
        await asyncio.gather(*(pacer.paced(fetch)(Request(url=url)) for url in urls))

    run_at_once(ask())
    assert order[0] == "h0.example"  # nobody else had come yet
    assert order[1:3] == ["own.example"] * 2


def test_a_host_with_a_long_queue_is_asked_as_fast_as_its_ceiling_allows_among_many_others() -> None:
    host = Host(seconds=0.1)
    urls = [*(f"http://h{number}.example/" for number in range(1500)), *pages("long.example", 100)]
    _, seconds = asked(host, urls, pace=Pace(per_second=20, at_once=10), in_flight=20)
    assert seconds <= 1600 / 20 * 0.1 * 1.15  # the places in flight are the bound: 100 requests at 20 a second take 5 s


def test_hosts_that_answer_slowly_get_every_other_place_as_they_end_last() -> None:
    order: list[str] = []

    async def fetch(request: Request) -> Fetched:
        host = host_of(request.url)
        order.append(host)
        await asyncio.sleep(0.01)
        return said(request, seconds=2.0 if host == "slow.example" else 0.1)

    urls = [*pages("slow.example", 4), *(f"http://h{number}.example/" for number in range(20))]
    asked(fetch, urls, pace=OPEN, in_flight=1)
    assert max(number for number, host in enumerate(order) if host == "slow.example") < 10


def test_slow_hosts_do_not_keep_others_waiting_for_long() -> None:
    order: list[str] = []

    async def fetch(request: Request) -> Fetched:
        order.append(host_of(request.url))
        await asyncio.sleep(0.01)
        return said(request, seconds=2.0 if order[-1].startswith("slow") else 0.1)

    slow = [url for number in range(30) for url in pages(f"slow{number}.example", 15)]
    quick = [url for number in range(20) for url in pages(f"h{number}.example", 5)]
    asked(fetch, [*slow, *quick], pace=OPEN, in_flight=1)
    last = max(number for number, host in enumerate(order) if host.startswith("h"))
    assert last < 300  # in turn it is the 250th, and if all slow ones came first the 549th


def test_hosts_are_taken_in_turn() -> None:
    order: list[str] = []

    async def fetch(request: Request) -> Fetched:
        order.append(host_of(request.url))
        await asyncio.sleep(0)
        return said(request)

    asked(fetch, pages("a.example", 3) + pages("b.example", 3), pace=OPEN, in_flight=1)
    assert order[1:5] in (["b.example", "a.example"] * 2, ["a.example", "b.example"] * 2)


def test_two_thousand_hosts_take_as_long_as_the_places_in_flight_allow() -> None:
    host = Host(seconds=0.05)
    urls = [f"http://h{number}.example/{page}" for page in range(2) for number in range(2000)]
    _, seconds = asked(host, urls, pace=Pace(per_second=10, at_once=4), in_flight=1000)
    bound = 4000 / 1000 * 0.05
    assert host.most == 1000
    assert bound <= seconds <= bound * 1.15


def test_a_thousand_addresses_of_one_host_take_as_long_as_its_ceiling_allows() -> None:
    host = Host(seconds=0.002)
    _, seconds = asked(host, pages("a.example", 1000), pace=Pace(per_second=2000, at_once=8))
    assert seconds <= 1000 / 2000 * 1.15
    assert host.most <= 8


def test_retry_after_is_obeyed_once_a_burst_and_the_request_asked_again() -> None:
    busy = {"status": 429, "headers": (("retry-after", "1"),)}
    host = Host(answers=lambda number: busy if number <= 2 else {})
    answers, seconds = asked(host, pages("a.example", 3), pace=Pace(per_second=1000, at_once=3))
    assert [each.status for each in answers] == [200, 200, 200]
    assert 1.0 <= seconds < 1.1
    # nobody came before the time was over
    assert all(each - host.times[0] >= 1.0 for each in host.times if each - host.times[0] > 0.2)


def test_a_host_that_stays_busy_is_asked_three_times_at_most() -> None:
    host = Host(answers=lambda _: {"status": 429})
    answers, _ = asked(host, pages("a.example", 1), pace=OPEN)
    assert (answers[0].status, len(host.times)) == (429, 3)


def test_a_further_look_asks_a_busy_host_once() -> None:
    host = Host(answers=lambda _: {"status": 429})

    async def ask() -> None:
        paced = Pacer(pace_of=lambda _: OPEN, in_flight=9).paced(host)
        for look in (1, 2, 3):
            await paced(Request(url="http://a.example/", look=look))

    run_at_once(ask())
    assert len(host.times) == 3 + 1 + 1


def test_a_pause_longer_than_we_wait_ends_it_for_the_run() -> None:
    host = Host(answers=lambda _: {"status": 429, "headers": (("retry-after", "3600"),)})
    answers, seconds = asked(host, pages("a.example", 20), pace=Pace(per_second=1000, at_once=2))
    assert len(host.times) == 2
    assert seconds < 1
    assert [each.status for each in answers[:2]] == [429, 429]
    assert {each.failure for each in answers[2:]} == {Failure.GIVEN_UP}
    assert answers[-1].detail == "the site asked to be left alone for 3600 seconds"


def test_retry_after_is_a_number_or_a_date() -> None:
    def read(words: str) -> float | None:
        return retry_after(said(Request(url="http://a.example/"), headers=(("retry-after", words),)))

    assert read("120") == 120
    later = read(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert later is not None
    assert 88 <= later <= 90
    assert read("Tue, 03 Mar 2020 10:00:00 GMT") == 0
    for words in ("", "soon", "-5", "1.5", "9" * 400, "Tue, 99 Mar 20200 10:00:00 GMT", "²"):
        assert read(words) is None or words == "9" * 400


def test_a_host_that_keeps_failing_is_left_alone() -> None:
    host = Host(answers=lambda _: {"status": None, "failure": Failure.TIMEOUT})
    answers, _ = asked(host, pages("a.example", 100), pace=Pace(per_second=100_000, at_once=1, patience=8))
    assert len(host.times) == 8
    assert {each.failure for each in answers[8:]} == {Failure.GIVEN_UP}
    assert answers[-1].detail == "the site stopped answering after 8 requests"


def test_a_good_answer_now_and_then_keeps_a_host_in_the_run() -> None:
    host = Host(answers=lambda number: {"status": None, "failure": Failure.RESET} if number % 3 else {})
    answers, _ = asked(host, pages("a.example", 30), pace=Pace(per_second=100_000, at_once=1, patience=4))
    assert Failure.GIVEN_UP not in {each.failure for each in answers}


def test_a_certificate_fault_or_a_404_is_an_answer() -> None:
    certificate = {"status": None, "failure": Failure.CERTIFICATE}
    host = Host(answers=lambda number: certificate if number % 2 else {"status": 404})
    answers, _ = asked(host, pages("a.example", 30), pace=OPEN)
    assert Failure.GIVEN_UP not in {each.failure for each in answers}


def test_the_second_look_gives_a_host_one_more_chance() -> None:
    host = Host(answers=lambda number: {"status": None, "failure": Failure.REFUSED} if number <= 8 else {})

    async def ask() -> tuple[list[Fetched], list[Fetched]]:
        paced = Pacer(pace_of=lambda _: Pace(per_second=100_000, at_once=1), in_flight=9).paced(host)
        first = await asyncio.gather(*(paced(Request(url=url)) for url in pages("a.example", 20)))
        second = await asyncio.gather(*(paced(Request(url=url, look=2)) for url in pages("a.example", 20)))
        return first, second

    first, second = run_at_once(ask())
    assert first[-1].failure is Failure.GIVEN_UP
    assert {each.status for each in second} == {200}


def test_a_host_that_asked_for_an_hour_is_given_an_hour() -> None:
    host = Host(answers=lambda _: {"status": 429, "headers": (("retry-after", "3600"),)})

    async def ask() -> list[int]:
        paced = Pacer(pace_of=lambda _: Pace(), in_flight=9).paced(host)
        asked = []
        for look, gap in ((1, 0.0), (2, 35.0), (3, 3600.0)):
            await asyncio.sleep(gap)
            await paced(Request(url="http://a.example/", look=look))
            asked.append(len(host.times))
        return asked

    assert run_at_once(ask()) == [1, 1, 2]


def test_one_more_chance_is_one_request_where_nothing_changed() -> None:
    host = Host(answers=lambda _: {"status": None, "failure": Failure.REFUSED})

    async def ask() -> None:
        paced = Pacer(pace_of=lambda _: Pace(per_second=100_000, at_once=4), in_flight=9).paced(host)
        for look in (1, 2, 3):
            await asyncio.gather(*(paced(Request(url=url, look=look)) for url in pages("a.example", 20)))

    run_at_once(ask())
    assert len(host.times) <= 8 + 3 + 2  # three more were on their way when the eighth failed


def test_crawl_delay_is_obeyed_one_at_a_time() -> None:
    host = Host(seconds=0.0)

    async def ask() -> None:
        pacer = Pacer(pace_of=lambda _: OPEN, in_flight=9)
        pacer.crawl_delay("a.example", 0.05)
        await asyncio.gather(*(pacer.paced(host)(Request(url=url)) for url in pages("a.example", 5)))

    run_at_once(ask())
    assert host.most == 1
    assert [later - earlier for earlier, later in pairwise(host.times)] == pytest.approx([0.05] * 4)


def test_a_pause_that_a_host_asked_for_is_kept_also_by_one_who_comes_late() -> None:
    tempo = Tempo(OPEN)
    tempo.crawl_delay(0.1)
    for late in (10.0, 10.4):
        tempo.begin(late)
        assert tempo.next_at == pytest.approx(late + 0.1)


def test_what_a_late_timer_lost_is_made_good_once_where_the_pace_is_ours() -> None:
    tempo = Tempo(Pace(per_second=10, at_once=4))
    tempo.begin(10.0)
    assert tempo.next_at == pytest.approx(10.0)
    tempo.begin(10.0)
    assert tempo.next_at == pytest.approx(10.1)


def test_a_crawl_delay_of_a_year_does_not_hold_the_run_for_a_year() -> None:
    tempo = Tempo(Pace(longest_pause=60))
    tempo.crawl_delay(31_536_000.0)
    tempo.begin(1000.0)
    assert tempo.next_at == pytest.approx(1000.0 + 60)


def test_a_host_with_nothing_to_do_is_met_anew_unless_something_was_learned() -> None:
    met: list[str] = []

    def pace_of(host: str) -> Pace:
        met.append(host)
        return Pace(patience=3)

    async def fetch(request: Request) -> Fetched:
        await asyncio.sleep(0.01)
        host, busy = host_of(request.url), request.url.endswith("/busy")
        if host == "dying.example" and not request.url.endswith("/good"):
            return said(request, None, failure=Failure.TIMEOUT)
        return said(request, 503 if busy else 200)

    async def ask() -> Fetched:
        pacer = Pacer(pace_of=pace_of, in_flight=10)
        paced = pacer.paced(fetch)
        pacer.crawl_delay("told.example", 1.0)
        watched = [f"http://{each}" for each in ("told.example/", "busy.example/busy", "dying.example/good")]
        watched += [f"http://quick.example/{number}" for number in range(9)]
        for url in (*watched, *(f"http://h{number}.example/" for number in range(3000)), *watched):
            await paced(Request(url=url))
        return [await paced(Request(url=f"http://dying.example/{number}")) for number in range(4)][-1]

    last = run_at_once(ask())
    assert {each: met.count(each) for each in ("told.example", "busy.example", "quick.example", "dying.example")} == {
        "told.example": 1,
        "busy.example": 1,
        "quick.example": 1,
        "dying.example": 2,
    }
    assert last.detail == "the site stopped answering after 5 requests"


def test_of_hosts_that_are_forgotten_those_in_trouble_are_kept() -> None:
    met: list[str] = []

    def pace_of(host: str) -> Pace:
        met.append(host)
        return Pace(patience=3)

    async def fetch(request: Request) -> Fetched:
        await asyncio.sleep(5 if "asked" in request.url else 0.01)
        dead = "dead" in request.url
        return said(request, None if dead else 200, **({"failure": Failure.TIMEOUT} if dead else {}))

    async def ask() -> Fetched:
        pacer = Pacer(pace_of=pace_of, in_flight=10)
        paced = pacer.paced(fetch)
        pacer.crawl_delay("told.example", 1.0)
        hosts = [f"{name}.example" for name in ("quick", "told", "dead")]
        urls = [f"http://{host}/{number}" for host in hosts for number in range(9)]
        for url in urls:
            await paced(Request(url=url))
        asking = asyncio.create_task(paced(Request(url="http://asked.example/")))
        await asyncio.sleep(1)
        pacer.forget()
        await paced(Request(url="http://asked.example/"))
        for url in urls:
            last = await paced(Request(url=url))
        await asking
        return last

    assert run_at_once(ask()).failure is Failure.GIVEN_UP
    assert {each: met.count(each) for each in met} == {
        "quick.example": 2,
        "told.example": 1,
        "dead.example": 1,
        "asked.example": 1,
    }


def test_one_who_leaves_the_line_takes_no_place_along() -> None:
    host = Host(seconds=0.01)

    async def ask() -> list[Fetched]:
        paced = Pacer(pace_of=lambda _: Pace(per_second=100_000, at_once=1), in_flight=1).paced(host)
        for _ in range(20):
            leaving = [asyncio.ensure_future(paced(Request(url=url))) for url in pages("a.example", 3)]
            await asyncio.sleep(0.005)
            for task in leaving:
                task.cancel()
            await asyncio.gather(*leaving, return_exceptions=True)
        return await asyncio.gather(*(paced(Request(url=url)) for url in pages("a.example", 3)))

    assert [each.status for each in run_at_once(asyncio.wait_for(ask(), 5))] == [200, 200, 200]
