"""What a problem is compared with earlier runs: pure rules. Contract, section 3.

Not seen is not fixed: a problem is fixed only where somebody looked again and it was not there.
"""

from __future__ import annotations

from msgspec import Struct

from checker.model.problems import State
from checker.model.targets import Verdict

SEEN = (State.NEW, State.STILL_OPEN)
"""States of problems that the run found."""

GOOD = frozenset({Verdict.FINE, Verdict.MOVED})
"""Verdicts of an address that a reader gets to."""

PUT_RIGHT = "put right"
PAGE_REMOVED = "page removed"
RULE_RETIRED = "rule no longer used"
PAGE_UNREAD = "its page could not be read"
PAGE_NOT_REACHED = "its page was not reached"
PAGE_IN_PART = "a part of its page could not be looked at"
RULE_LEFT_OUT = "its rule was not used this time"
RULE_FAILED = "its rule failed on its page"
ADDRESS_UNASKED = "its address could not be looked at"


class Before(Struct, frozen=True, kw_only=True):
    """What was known, before this run, of a problem that the run found."""

    state: State | None = None
    """None if the problem was never met."""
    retired: bool = False
    """True if it was taken for fixed only because its rule was no longer used."""
    first_run: bool = False
    """True if no run of the site has ended yet."""
    settled: bool = False
    """True if an earlier run of the site was complete."""
    rule_known: bool = True
    """True if an earlier run applied the rule."""
    page_known: bool = True
    page_read: bool = True
    """True if an earlier run read the page."""
    address_known: bool = True
    """True if an earlier run met the address the problem speaks of, or it speaks of none."""
    address_answered: bool = True
    """True if an earlier run found out where that address leads, or the problem speaks of none."""


def of_found(before: Before) -> tuple[State, bool]:
    """Give the state of a problem that the run found, and whether its rule is new here."""
    if before.state in {*SEEN, State.NOT_SEEN} or (before.state is State.FIXED and before.retired):
        return State.STILL_OPEN, False
    if before.state is State.FIXED:
        return State.NEW, False
    if before.first_run:
        return State.STILL_OPEN, False
    if not before.rule_known:
        return State.STILL_OPEN, True
    return (State.NEW if _was_looked_at(before) else State.STILL_OPEN), False


def _was_looked_at(before: Before) -> bool:
    """Tell whether earlier runs would have seen the problem, had it been there.

    A page or address nobody knew is new, and so is what is wrong with it, once a run has seen the whole site. One that
    was known but could never be looked at is looked at for the first time: that is not a change on the site.
    """
    page = before.page_read or (not before.page_known and before.settled)
    address = before.address_answered or not before.address_known
    return page and address


class Look(Struct, frozen=True, kw_only=True):
    """How this run looked for a problem that it did not find."""

    complete: bool
    """True if the run was."""
    rule_used: bool = True
    rule_retired: bool = False
    """True if there is no such rule any more."""
    page_done: bool = True
    page_read: bool = True
    page_gone: bool = False
    """True if the page was asked for and is not there (404, 410)."""
    page_listed: bool = True
    """True if the page was found this time, read or not."""
    page_judged: bool = True
    page_whole: bool = True
    """False if an extractor failed on it."""
    rule_failed: bool = False
    """True if the rule raised on this page."""
    address_asked: bool = True
    """True if this run has an answer for the address the problem speaks of, or it speaks of none."""
    address_unanswered: bool = False
    """True if the address was asked, or should have been, and nothing was found out."""


def of_absent(look: Look) -> tuple[State, str]:
    """Give the state of a problem that was open and that the run did not find, and why."""
    if look.rule_retired:
        return State.FIXED, RULE_RETIRED
    if look.page_gone or (look.complete and not look.page_listed):
        return State.FIXED, PAGE_REMOVED
    why = _not_seen(look)
    return (State.NOT_SEEN, why) if why else (State.FIXED, PUT_RIGHT)


def _not_seen(look: Look) -> str:
    """Say why nobody looked, or nothing where somebody did."""
    unseen = (
        (not look.rule_used, RULE_LEFT_OUT),
        (look.page_done and not look.page_read, PAGE_UNREAD),
        (not look.page_done or not look.page_judged, PAGE_NOT_REACHED),
        (not look.page_whole, PAGE_IN_PART),
        (look.rule_failed, RULE_FAILED),
        (look.address_unanswered or (not look.complete and not look.address_asked), ADDRESS_UNASKED),
    )
    return next((why for is_so, why in unseen if is_so), "")
