"""Where links lead: every distinct address is asked once a night, what gave no good answer again after all others.

A definite answer (404, 410, a name that does not exist) needs a second look that agrees. If two differ, it is judged
`failing`, doubtful and likely: it may be a passing fault. Where the run was stopped before the second look, nothing is
said: half a look must neither make a problem nor take one away.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.addresses import address_of
from checker.lookups._confirm import again, unsettled
from checker.lookups._evidence import evidence, evidence_of_all, holds_words
from checker.lookups._judge import judge
from checker.lookups._look import Asking, lasting, look
from checker.lookups._sight import OK
from checker.lookups._stream import answers, stopped
from checker.model.problems import Unchecked
from checker.model.targets import Evidence, Judgement, Target, Verdict
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Iterable

__all__ = [
    "Asking",
    "address_of",
    "evidence",
    "evidence_of_all",
    "holds_words",
    "judge",
    "lasting",
    "look_up",
    "unasked",
    "unchecked",
]

_STOPPED = "The run was stopped before this address was asked."
_CUT_SHORT = "The run was stopped before this address could be asked a second time."
_FAILED = "Looking it up failed. This is a fault in the checker, not in the page."
_MEANT_FOR_THIS = 403
"""A refusal that other answers of the host explain: judged when all are in."""


async def look_up(
    addresses: AsyncIterable[str] | Iterable[str], asking: Asking, *, stop: asyncio.Event | None = None
) -> AsyncGenerator[Target, None]:
    """Ask addresses and give each as a target, as soon as it is settled.

    Args:
        addresses: Distinct ones; they may come while others are already asked.
        asking: How.
        stop: Set to end in good order: what was asked is given with what is known of it, the rest as not checked.
    """
    stop = stop or asyncio.Event()
    waiting: dict[str, Evidence] = {}
    fine: set[str] = set()
    clock = asyncio.get_running_loop().time
    failed = clock()
    async with aclosing(answers(addresses, partial(look, number=1, asking=asking), stop)) as firsts:
        async for url, seen in firsts:
            if seen is None:
                yield unasked(url, _STOPPED if stop.is_set() else _FAILED)
                continue
            _note(fine, url, seen)
            if not (unsettled(seen) or seen.status == _MEANT_FOR_THIS):
                yield _target(url, seen, asking)
            else:
                waiting[url], failed = seen, clock()
    async with aclosing(_further(waiting, failed, asking, stop)) as settled:
        async for url in settled:
            _note(fine, url, waiting[url])
            if waiting[url].status != _MEANT_FOR_THIS:
                yield _target(url, waiting.pop(url), asking)
    for url, seen in waiting.items():
        if stop.is_set() and unsettled(seen):
            yield replace(unasked(url, _CUT_SHORT), evidence=seen, past=asking.past_of(url))
            continue
        yield _target(url, seen, asking, others_fine=host_of(url) in fine | asking.fine_hosts)


async def _further(
    waiting: dict[str, Evidence], failed: float, asking: Asking, stop: asyncio.Event
) -> AsyncGenerator[str, None]:
    """Ask again, after growing gaps, what gave no good answer; give each address once it is settled.

    A gap begins when the last of them has failed: what good answers took since then need not be waited for once more.
    """
    clock = asyncio.get_running_loop().time
    for number, gap in enumerate(asking.confirm, 2):
        left = [url for url, seen in waiting.items() if unsettled(seen)]
        if not left or await stopped(stop, max(0.0, failed + gap - clock())):
            return
        async with aclosing(answers(left, partial(look, number=number, asking=asking), stop)) as looks:
            async for url, seen in looks:
                if seen is None:
                    continue
                waiting[url] = again(waiting[url], seen)
                if unsettled(waiting[url]):
                    failed = clock()
                else:
                    yield url


def _note(fine: set[str], url: str, seen: Evidence) -> None:
    """Remember that a host shows pages to us."""
    if seen.status in OK and not seen.wall:
        fine.update({host_of(url), host_of(seen.final_url)})


def _target(url: str, seen: Evidence, asking: Asking, *, others_fine: bool = False) -> Target:
    past = asking.past_of(url)
    judgement = judge(url, seen, past, today=asking.today, others_fine=others_fine)
    return Target(url=url, judgement=judgement, evidence=seen, past=past)


def unasked(url: str, why: str = _STOPPED) -> Target:
    """Say of an address that there was no time to ask it."""
    return Target(url=url, judgement=Judgement(verdict=Verdict.UNKNOWN, why=why))


def unchecked(target: Target, pages: Iterable[str]) -> Unchecked | None:
    """Say of a target that it could not be checked; None where it could."""
    if target.verdict.is_answer:
        return None
    return Unchecked(
        what=target.url,
        why=target.judgement.why,
        stage="look up",
        pages=tuple(pages),
        verdict=target.verdict.value,
    )
