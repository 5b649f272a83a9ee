"""Looks a second time before crying wolf: what failed once is asked again in the same run, after everything else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.model.fetching import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.model.fetching import Fetch, Fetched, Request

_GONE = frozenset({404, 410})
_PASSING = frozenset({408, 425, 429})  # what the status itself calls a matter of the moment
_SERVER_FAULT = 500
_UNDECIDED = frozenset(
    {
        Failure.NO_ADDRESS,
        Failure.NAME_SILENT,
        Failure.NO_ROUTE,
        Failure.PROXY,
        Failure.REFUSED,
        Failure.TIMEOUT,
        Failure.RESET,
        Failure.TLS,
        Failure.BROKE_OFF,
        Failure.LOOP,
        Failure.GIVEN_UP,
        Failure.OTHER,
    }
)


def gone(answer: Fetched) -> bool:
    """Tell whether an answer says for certain that there is nothing there: 404, 410, or no such name."""
    return answer.status in _GONE or answer.failure is Failure.NO_NAME


def again(answer: Fetched) -> bool:
    """Tell whether an address is worth another look in this run."""
    if gone(answer) or answer.failure is Failure.LOOP:
        return True
    if answer.status is not None:
        return answer.status in _PASSING or answer.status >= _SERVER_FAULT
    return answer.failure in _UNDECIDED


async def second_looks(
    fetch: Fetch, answers: Mapping[Request, Fetched], *, gaps: Sequence[float]
) -> dict[Request, tuple[Fetched, ...]]:
    """Ask again what is worth it, after growing gaps. To be run after everything else.

    Args:
        fetch: Asks one address.
        answers: What the first look brought.
        gaps: Seconds before each further look.

    Returns:
        All looks at each address, the first one first. What is gone is looked at exactly once more.
    """
    looks: dict[Request, tuple[Fetched, ...]] = {request: (answer,) for request, answer in answers.items()}
    for number, gap in enumerate(gaps, start=2):
        open_ones = [request for request, seen in looks.items() if _open(seen)]
        if not open_ones:
            break
        await asyncio.sleep(gap)
        found = await asyncio.gather(*(fetch(replace(request, look=number)) for request in open_ones))
        for request, answer in zip(open_ones, found, strict=True):
            looks[request] += (answer,)
    return looks


def _open(seen: tuple[Fetched, ...]) -> bool:
    confirmed = len(seen) > 1 and gone(seen[-1]) and gone(seen[-2])
    return again(seen[-1]) and not confirmed
