"""Turns evidence and earlier nights into one verdict. Pure; the worst is asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups._answers import moved, not_what_was_promised, refused
from checker.lookups._case import Case
from checker.lookups._danger import for_sale, hijacked
from checker.lookups._no_answer import no_answer, not_an_address, not_asked
from checker.model.targets import Judgement, Past, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from checker.model.targets import Evidence

_ORDER: tuple[Callable[[Case], Judgement | None], ...] = (
    not_an_address,
    not_asked,  # before danger: a wall's page is the wall's, not the address's
    hijacked,
    for_sale,
    no_answer,
    refused,
    not_what_was_promised,
    moved,
)


def judge(
    url: str, evidence: Evidence, past: Past | None = None, *, today: date, others_fine: bool = False
) -> Judgement:
    """Give the one verdict on an address. Never raises.

    Args:
        url: As it was asked.
        evidence: What was seen tonight, of all looks.
        past: What earlier nights know.
        today: What "since" and "second night" are counted by.
        others_fine: True if other addresses of its host answered well tonight: a 403 is then meant for this page.
    """
    case = Case(url=url, seen=evidence, past=past or Past(), today=today, others_fine=others_fine)
    for ask in _ORDER:
        found = ask(case)
        if found is not None:
            return found
    return Judgement(verdict=Verdict.FINE, why="The page opens.")
