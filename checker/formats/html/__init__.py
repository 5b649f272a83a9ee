"""One file for the people who put pages right: whole without script, from which nothing is ever loaded.

With more than 2,000 cards a browser grows slow: then there is an index, and a file for each owner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import __version__
from checker.formats._log import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.model.reports import Front, Report, Style

FILE = "report.html"
ALONE = True

_CARDS = 2_000
"""So many are shown in one file."""
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def report(report: Report, style: Style) -> str:
    """Write a report as one page of HTML, however long."""
    return harmless(_page(report, style, {}), style)


def files(report: Report, style: Style, first: str) -> dict[str, str | bytes]:
    """Write a report as one page, or as an index and a page for each owner where it would be too long for one."""
    if report.totals.cards <= _CARDS:
        return {first: _page(report, style, {})}
    names = _file_names(report, first)
    pages: dict[str, str | bytes] = {first: _page(report, style, names)}
    from checker.formats.html import _rendering  # noqa: PLC0415 - see below

    for share in report.shares:
        pages[names[share.owner]] = _rendering.render(
            "owner.html.jinja", report=report, share=share, index=first, names=_names(report)
        )
    return pages


def front(rows: Sequence[Front]) -> str:
    """Write the front door: every site with what its latest run came to."""
    from checker.formats.html import _rendering  # noqa: PLC0415 - see below

    return _rendering.render("front.html.jinja", rows=tuple(rows))


def load() -> None:
    """Load what it stands on, and compile what a report is made from."""
    from checker.formats.html import _rendering, _trend  # noqa: F401, PLC0415 - see below

    _rendering.load("base", "parts", "lists", "about", "page")


def load_front() -> None:
    """Load what it stands on, and compile what the front door is made from."""
    from checker.formats.html import _rendering  # noqa: PLC0415 - see below

    _rendering.load("base", "front")


def _page(report: Report, style: Style, files: dict[str | None, str]) -> str:
    # finding files in a package takes 15 ms, and only this format needs it
    from checker.formats.html import _rendering  # noqa: PLC0415
    from checker.formats.html._trend import drawn  # noqa: PLC0415

    return _rendering.render(
        "page.html.jinja",
        report=report,
        files=files,
        names=_names(report),
        owned=any(share.owner for share in report.shares),
        drawing=drawn(report.comparison.trend) if report.comparison else None,
        version=__version__,
        beside=style.beside,
    )


def _names(report: Report) -> dict[str, str]:
    return {page.address: page.name for page in report.pages}


def _file_names(report: Report, first: str) -> dict[str | None, str]:
    """Name a file after each owner, in letters that every file system takes, and no two alike."""
    stem, dot, ending = first.rpartition(".")
    names: dict[str | None, str] = {}
    for number, share in enumerate(report.shares, 1):
        word = _NOT_A_NAME.sub("-", (share.owner or "nobody").lower()).strip("-")[:40] or "owner"
        name = f"{stem}-{word}{dot}{ending}"
        names[share.owner] = name if name not in names.values() else f"{stem}-{word}-{number}{dot}{ending}"
    return names
