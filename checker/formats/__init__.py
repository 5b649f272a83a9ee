"""The formats: a file each, found by looking in this folder.

Every format offers `report(report, style)`, and some offer `extract(extraction, style)` too; they give words, or bytes
where a file is no text. `FILE` is the name its file has among a site's reports. It may offer `reports(reports, style)`
for the reports of several sites in one document; where it does not they are written one after the other, unless it says
`ALONE = True`. One whose document may be too large to be held offers `pieces(reports, style)` as well, which gives it
bit by bit, for one site or for several. One that is for programs, and keeps every word as it stands on the page, says
`VERBATIM = True`; others are given what `_discreet` leaves. It may offer `files(report, style, first)` where one report
is several files. A format must be light to import: what it stands on is imported when it is asked to write, or when
somebody who has time asks it to `load()`, which it may offer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker import family
from checker.errors import UsageFault
from checker.formats._discreet import discreet
from checker.model.reports import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from checker.model.reports import Report, Style

Written = str | bytes
"""What a format gives: words go out in UTF-8, bytes as they are."""


def names(purpose: str) -> tuple[str, ...]:
    """List the formats that can write a report or an extraction."""
    package = import_module(__name__)
    known = family.names(package)
    if purpose == "report":  # every one of them, so that none has to be imported to know
        return known
    return tuple(name for name in known if hasattr(family.member(package, name), purpose))


def render(name: str, document: Report | Extraction, style: Style) -> Written:
    """Write a document in a format.

    Raises:
        UsageFault: There is no such format for such a document. The message suggests the nearest.
    """
    purpose = "extract" if isinstance(document, Extraction) else "report"
    member = _member(name, purpose)
    written: Written = getattr(member, purpose)(_fit(member, document), style)
    return written


def stream(name: str, reports: Sequence[Report], style: Style) -> Iterator[Written]:
    """Write the reports of one site or of several as one document, piece by piece.

    Raises:
        UsageFault: There is no such format, or it is for one site alone.
    """
    member = _member(name, "report")
    if len(reports) > 1 and getattr(member, "ALONE", False):
        raise UsageFault(f"The format {name} holds one site.", f"Name one site, or say --write {name}: a file a site.")
    shown = tuple(_fit(member, each) for each in reports)
    if hasattr(member, "pieces"):
        found: Iterator[Written] = member.pieces(shown, style)
        return found
    if len(shown) > 1 and hasattr(member, "reports"):
        return iter((member.reports(shown, style),))
    return (member.report(each, style) for each in shown)


def file_name(name: str) -> str:
    """Give the name a format's file has among a site's reports.

    Raises:
        UsageFault: There is no such format.
    """
    found: str = _member(name, "report").FILE
    return found


def files(
    name: str, report: Report, style: Style, *, file: str | None = None
) -> dict[str, Written | Iterator[Written]]:
    """Write a report as the files it is kept in: their names, without folder, and what goes into each.

    What goes into one may come in pieces.

    Args:
        name: Of the format.
        report: What to write.
        style: How it is to look.
        file: A name other than the usual one for the first of them.

    Raises:
        UsageFault: There is no such format.
    """
    member = _member(name, "report")
    first = file or member.FILE
    if hasattr(member, "files"):
        found: dict[str, Written | Iterator[Written]] = member.files(_fit(member, report), style, first)
        return found
    if hasattr(member, "pieces"):
        return {first: member.pieces((_fit(member, report),), style)}
    return {first: member.report(_fit(member, report), style)}


def load(name: str) -> None:
    """Load what a format stands on, so that it writes at once when it is asked to."""
    member = family.member(import_module(__name__), name)
    if hasattr(member, "load"):
        member.load()


def schema(kind: str) -> dict[str, object]:
    """Give the JSON Schema of what `json` writes: of a report or of an extraction."""
    # msgspec is needed only by those who ask
    from checker.formats import _wire  # noqa: PLC0415

    return _wire.schema(kind)


def _fit(member: ModuleType, document: Report | Extraction) -> Report | Extraction:
    """Make a document fit to be shown to people, unless its format is for programs."""
    return document if getattr(member, "VERBATIM", False) else discreet(document)


def _member(name: str, purpose: str) -> ModuleType:
    known = names(purpose)
    if name not in known:
        raise UsageFault(f'There is no format called "{name}".', family.suggest(name, known))
    return family.member(import_module(__name__), name)
