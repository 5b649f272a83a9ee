"""What comes before what: the worst first, then what is new, then what most people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.problems import State

if TYPE_CHECKING:
    from checker.model.entries import Card, Entry, Gap, Share

FIRST = 5
"""How many things to do first; more is a list nobody begins."""


def standing(entry: Entry) -> tuple[int, int, int, str, str]:
    """Order the problems of one page: the worst first, then as they stand on it."""
    place = entry.problem.place
    block = place.block if place.block is not None else 1 << 30
    return entry.problem.severity.rank, block, place.start, entry.problem.rule, entry.id


def urgency(card: Card) -> tuple[object, ...]:
    """Order what is to be done: the worst, then the new, then what is seen most, then what stands on most pages."""
    entry = card.entry
    views = sum(each.views for each in card.entries)
    spread = len(card.pages) or len(entry.also_on)
    worst = (entry.problem.severity.rank, entry.state is not State.NEW, -views)
    return *worst, -spread, entry.problem.page, *standing(entry)


def expiry(accepted: Entry | Gap) -> tuple[str, str]:
    """Order what somebody accepted: what ends first comes first."""
    return accepted.accepted.until.isoformat() if accepted.accepted else "", accepted.id


def weight(share: Share) -> tuple[bool, list[int], str]:
    """Order owners: those with the worst first, and nobody's last."""
    return share.owner is None, [-number for _, number in share.tally.each], share.owner or ""
