"""What becomes of a page in a run, ready to be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker.history import bodies, codec
from checker.history.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.model.nights import RememberedPage
    from checker.model.problems import Problem, Unchecked
    from checker.model.runs import PageResult


class Outcome(Struct, frozen=True, kw_only=True):
    """A page that was read, or could not be."""

    result: PageResult
    """Without problems: they come when the page is judged."""
    body: bytes
    """The same, encoded."""
    known: Mapping[str, object]
    """What the next run needs: columns of `pages`. What is None stays as it was."""
    wording: bytes | None
    """What stands for the page's own words; None where they were not read."""


class Written(NamedTuple):
    """What a worker process has written down already of a page it read."""

    standing: bodies.Standing
    """What stands on it."""
    wording: bytes
    """As `wording_of` gives it."""
    gist: bytes
    """As `codec.encode` gives it."""


class Judged(Struct, frozen=True, kw_only=True):
    """A page that was judged."""

    url: str
    """The page. What belongs to the whole site stands under the site's start, a page or not."""
    problems: tuple[Problem, ...]
    """All of them: this replaces what was recorded of the page before."""
    unchecked: tuple[Unchecked, ...] = ()
    """Beside that of its outcome."""
    whole: bool = True
    """False if judging it failed: then a problem that is missing here is not put right."""
    addresses: Mapping[str, str] = {}
    """By fingerprint, the address as it was asked. Without it, it is read from the problem."""


def outcome(
    result: PageResult,
    *,
    reading: codec.Reading | bytes | None = None,
    reading_key: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    body_hash: str | None = None,
    written: Written | None = None,
) -> Outcome:
    """Put together what became of a page.

    Args:
        result: Title, owner, finder, status, inventory, and what could not be looked at.
        reading: The page as read, also in bytes as `codec.encode` gives them; None where the remembered one holds.
        reading_key: What the reading depends on beside the page.
        etag: As the server sent it, like `last_modified`. Both are kept as they were where no body came.
        last_modified: See `etag`.
        body_hash: Of the body; None where none came (not changed, or no answer).
        written: What a worker process has written down already: the result then comes without mentions and contacts.
    """
    packed = codec.encode(reading) if isinstance(reading, tuple) else reading
    result = replace(result, problems=())
    wording: bytes | None
    if written:
        wording, body = written.wording, bodies.body(result, written.standing)
    else:
        read = reading if isinstance(reading, tuple) else codec.reading(reading) if reading else None
        wording, body = wording_of(read[0], read[1].stamps) if read else None, bodies.body(result)
    anew = {"reading": packed, "gist": written and written.gist, "reading_key": reading_key if packed else None}
    known = anew | _served(etag=etag, last_modified=last_modified, body_hash=body_hash)
    return Outcome(result=result, body=body, known=known, wording=wording)


def unchanged(
    page: RememberedPage,
    result: PageResult,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    body_hash: str | None = None,
) -> Outcome:
    """Put together what became of a page on which everything stands that stood there the last time.

    Args:
        page: What is known of it: it was read the last time.
        result: Without mentions and contacts, as the remembered one is.
        etag: See `outcome`, also for the others.
        last_modified: See there.
        body_hash: See there.
    """
    body = page.written or b""
    if result != page.result:
        body = bodies.changed(body, result)
    served = _served(etag=etag, last_modified=last_modified, body_hash=body_hash)
    return Outcome(result=result, body=body, known=served, wording=None)


def _served(*, etag: str | None, last_modified: str | None, body_hash: str | None) -> dict[str, object]:
    """Give what tells the next run whether the page is still as it is."""
    came = body_hash is not None
    served = {"etag": etag, "last_modified": last_modified, "body_hash": body_hash}
    return {name: (value or "") if came else value for name, value in served.items()}
