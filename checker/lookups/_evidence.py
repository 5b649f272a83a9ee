"""Turns an answer into evidence: what was seen, and no judgement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.lookups import _harm, _not_found, _parked, _sign_in
from checker.lookups._print import fingerprint
from checker.lookups._sight import OK, is_html, sight
from checker.lookups._tongue import tongue
from checker.lookups._walls import wall
from checker.model.targets import Evidence
from checker.text import printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from checker.lookups._sight import Sight
    from checker.model.fetching import Fetched

_UNCHANGED = 304
_LONGEST_TITLE = 200
_BANNER = re.compile(r"\bwas withdrawn on (\d{1,2} [a-z]{3,9} \d{4})")
_TOP = 2000


def evidence(fetched: Fetched, asked: datetime, *, before: Evidence | None = None) -> Evidence:
    """Gather what an answer shows. Pure, and never raises for anything a server may send.

    Args:
        fetched: The answer, with all its redirects.
        asked: When, in UTC.
        before: What was seen when it last answered well: used where the server says that nothing changed.
    """
    if before is not None and _is_unchanged(fetched):
        return replace(before, asked=asked, looks=1, chain=fetched.redirects, final_url=fetched.final_url)
    seen = sight(fetched)
    document = seen.document
    bare = Evidence(
        asked=asked,
        status=fetched.status,
        final_url=fetched.final_url,
        chain=fetched.redirects,
        failure=fetched.failure,
        detail=printable(fetched.detail),
        certificate=fetched.certificate,
        wall=wall(seen),
        content_type=fetched.header("content-type").partition(";")[0].strip().lower(),
        size=len(fetched.body),
    )
    if document is None:
        return replace(bare, signs=tuple(map(printable, _signs(seen))))
    whole = fetched.failure is None and fetched.status in OK and not document.scripted
    return replace(
        bare,
        title=shorten(printable(squash(document.title)), _LONGEST_TITLE) or None,
        language=tongue(document.spoken) or document.language,
        words=fingerprint(document.spoken),
        ids=document.ids if whole else None,
        signs=tuple(map(printable, _signs(seen))),
    )


def evidence_of_all(answers: Iterable[tuple[Fetched, datetime]]) -> list[Evidence]:
    """Gather what each of some answers shows, in their order."""
    return [evidence(fetched, asked) for fetched, asked in answers]


def holds_words(fetched: Fetched, before: Evidence | None = None) -> bool:
    """Tell whether there is a document to read in an answer, which takes a thousand times as long as the rest."""
    return is_html(fetched) and not (before is not None and _is_unchanged(fetched))


def _is_unchanged(fetched: Fetched) -> bool:
    return fetched.from_memory or fetched.status == _UNCHANGED


def _signs(seen: Sight) -> Iterator[str]:
    yield from _harm.signs(seen)
    yield from _parked.signs(seen)
    yield from _not_found.signs(seen)
    yield from _not_found.nothing(seen)
    yield from _sign_in.signs(seen)
    document = seen.document
    if document is None:
        return
    if document.refresh and seen.fine:
        yield f"refresh: {document.refresh}"
    banner = _BANNER.search(document.text[:_TOP]) if seen.host == "www.gov.uk" else None
    if banner:
        yield f"withdrawn: {banner.group(1)}"
