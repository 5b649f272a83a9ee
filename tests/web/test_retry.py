from __future__ import annotations

import pytest

from checker.model.fetching import Failure, Fetched, Request
from checker.web.retry import again, second_looks
from tests.web.clock import now, run_at_once

URL = "https://www.example.gov.uk/"


def said(status: int | None = None, failure: Failure | None = None) -> Fetched:
    return Fetched(url=URL, final_url=URL, status=status, failure=failure)


@pytest.mark.parametrize("status", [404, 410, 408, 425, 429, 500, 502, 503, 599])
def test_a_status_that_may_pass_or_is_grave_is_worth_another_look(status: int) -> None:
    assert again(said(status))


@pytest.mark.parametrize("status", [200, 204, 206, 301, 304, 400, 401, 403, 405, 451])
def test_a_definite_status_is_not(status: int) -> None:
    assert not again(said(status))


def test_a_good_status_decides_whatever_followed_it() -> None:
    assert not again(said(200, Failure.BROKE_OFF))
    assert not again(said(200, Failure.CUT))


@pytest.mark.parametrize(
    "failure", [Failure.TIMEOUT, Failure.NO_NAME, Failure.NAME_SILENT, Failure.GIVEN_UP, Failure.TLS]
)
def test_a_failure_without_a_definite_answer_is_worth_another_look(failure: Failure) -> None:
    assert again(said(failure=failure))


@pytest.mark.parametrize("failure", [Failure.ROBOTS, Failure.NOT_PUBLIC, Failure.MALFORMED, Failure.CERTIFICATE])
def test_what_will_be_the_same_in_a_minute_is_not(failure: Failure) -> None:
    assert not again(said(failure=failure))


def looked(*answers: Fetched, gaps: tuple[float, ...] = (0.01, 0.02)) -> tuple[list[Fetched], list[int]]:
    """Give the looks at one address that answers so, one answer a look."""
    asked: list[int] = []

    async def fetch(request: Request) -> Fetched:
        asked.append(request.look)
        return answers[request.look - 1]

    request = Request(url=URL)
    looks = run_at_once(second_looks(fetch, {request: answers[0]}, gaps=gaps))
    return list(looks[request]), asked


def test_what_is_gone_is_looked_at_exactly_once_more() -> None:
    for answer in (said(404), said(410), said(failure=Failure.NO_NAME)):
        assert looked(answer, answer, answer) == ([answer, answer], [2])


def test_what_fails_is_looked_at_after_every_gap_until_it_answers() -> None:
    trouble, fine = said(failure=Failure.TIMEOUT), said(200)
    assert looked(trouble, trouble, trouble)[1] == [2, 3]
    assert looked(trouble, fine, fine)[0] == [trouble, fine]


def test_what_first_failed_and_then_is_gone_gets_its_second_look_too() -> None:
    trouble, gone = said(503), said(404)
    assert looked(trouble, gone, gone)[0] == [trouble, gone, gone]


def test_the_gaps_are_kept_and_nothing_to_look_at_takes_no_time() -> None:
    when: list[float] = []

    async def fetch(_: Request) -> Fetched:
        when.append(now())
        return said(503)

    async def run(answer: Fetched) -> float:
        await second_looks(fetch, {Request(url=URL): answer}, gaps=(5.0, 30.0))
        return now()

    assert run_at_once(run(said(503))) == 35.0
    assert when == [5.0, 35.0]
    assert run_at_once(run(said(200))) == 0.0
