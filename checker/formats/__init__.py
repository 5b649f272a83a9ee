"""The formats: a file each, found by looking in this folder.

A format offers `report(report, style) -> str`, `extract(extraction, style) -> str`, or both. It must be light to
import: what it stands on is imported when it is asked to write.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker import family
from checker.errors import UsageFault
from checker.model.reports import Extraction

if TYPE_CHECKING:
    from checker.model.reports import Report, Style


def names(purpose: str) -> tuple[str, ...]:
    """List the formats that can write a report or an extraction."""
    package = import_module(__name__)
    return tuple(name for name in family.names(package) if hasattr(family.member(package, name), purpose))


def render(name: str, document: Report | Extraction, style: Style) -> str:
    """Write a document in a format.

    Raises:
        UsageFault: There is no such format for such a document. The message suggests the nearest.
    """
    purpose = "extract" if isinstance(document, Extraction) else "report"
    known = names(purpose)
    if name not in known:
        raise UsageFault(f'There is no format called "{name}".', family.suggest(name, known))
    words: str = getattr(family.member(import_module(__name__), name), purpose)(document, style)
    return words


def schema(kind: str) -> dict[str, object]:
    """Give the JSON Schema of what `json` writes: of a report or of an extraction."""
    # msgspec is needed only by those who ask
    from checker.formats import _wire  # noqa: PLC0415

    return _wire.schema(kind)
