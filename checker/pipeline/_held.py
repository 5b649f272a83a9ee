"""A page that was read, tonight or on an earlier night, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import extractors
from checker.history import outcomes
from checker.pipeline._packed import Packed
from checker.web.memory import body_hash

if TYPE_CHECKING:
    from datetime import date

    from checker.history.outcomes import Outcome
    from checker.model.fetching import Fetched
    from checker.model.nights import Gist, RememberedPage
    from checker.model.pages import PageRef
    from checker.model.runs import PageResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page that was read, and all that recording it takes."""

    ref: PageRef
    answer: Fetched
    """Without its body: pages that wait would fill the memory with them."""
    body_hash: str | None
    """Of the body; None where none came."""
    read: Packed | RememberedPage
    """What was read of it; or what an earlier night read, where it has not changed since."""
    gist: Gist | None
    """What it leads to and says; None if it could not be read."""


def held(ref: PageRef, answer: Fetched, read: Packed | RememberedPage, gist: Gist | None) -> Held:
    """Put together what recording a page takes."""
    of_body = body_hash(answer.body) if answer.body else None
    return Held(ref=ref, answer=replace(answer, body=b""), body_hash=of_body, read=read, gist=gist)


def outcome(page: Held, result: PageResult, *, key: str, today: date) -> Outcome:
    """Say what is written down of a page.

    Args:
        page: As it was read.
        result: Whose it is, who found it, and what its server answered.
        key: What its reading depends on beside the page.
        today: The date of the run: a date that was in the future the last time may have come.
    """
    read = page.read
    served = {
        "etag": page.answer.header("etag") or None,
        "last_modified": page.answer.header("last-modified") or None,
        "body_hash": page.body_hash,
    }
    if isinstance(read, Packed):
        said = {"title": read.title, "language": read.language, "inventory": read.ages, "unchecked": read.unchecked}
        result = replace(result, **said)
        if page.gist is None:
            return outcomes.outcome(replace(result, read=False))
        written = outcomes.Written(read.standing, read.wording, read.gist)
        return outcomes.outcome(result, reading=read.reading, reading_key=key, written=written, **served)
    was = read.result
    if was is None:
        raise ValueError(read.url)  # cannot be: only what was read is said to be unchanged
    now = {name: getattr(result, name) for name in ("target", "url", "owner", "found_by", "status")}
    return outcomes.unchanged(read, replace(was, **now, inventory=extractors.dated(was.inventory, (), today)), **served)
