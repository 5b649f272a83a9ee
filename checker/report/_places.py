"""The addresses at which a problem is seen and mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker import urls
from checker.text import shorten, squash

if TYPE_CHECKING:
    from checker.model.pages import Place
    from checker.model.problems import Problem
    from checker.model.sites import Site

_WHOLE = 300
"""Characters of a quotation that go into an address; a longer one is found by its first and last words."""
_COMMON = 24
"""Words shorter than this may well stand elsewhere on the page too."""
_BESIDE = 40
"""Characters on either side that tell words from the same words elsewhere."""
_AT_START, _AT_END = re.compile(r"^\w*\W+"), re.compile(r"\W+\w*$")


def edit(site: Site | None, url: str | None) -> str | None:
    """Give the address at which a page is edited."""
    found = urls.parts(url) if url else None
    if site is None or site.edit is None or found is None:
        return None
    path = quote(found.path + found.query, safe="/")
    return site.edit.replace("{path}", path).replace("{url}", quote(found.href, safe=""))


def shown_at(problem: Problem, url: str | None) -> str | None:
    """Give the address that makes a browser scroll to the words and mark them.

    Source: WICG, URL Fragment Text Directives. A dash, comma or ampersand in the words has to be escaped. Where a
    browser finds no such words, or knows nothing of this, the page opens at its top.
    """
    found = urls.parts(url) if url else None
    words = squash(problem.place.quote)
    if found is None or found.scheme not in urls.SCHEMES:
        return None
    page = found.href.partition("#")[0]
    if not words or problem.place.block is None:
        return page
    if len(words) > _WHOLE:
        start, end = shorten(words, 60).rstrip("…"), words[-60:].partition(" ")[2]
        return f"{page}#:~:text={_escaped(start)},{_escaped(end)}" if end else page
    before, after = _beside(problem.place) if _is_common(problem) else ("", "")
    parts = (f"{_escaped(before)}-," if before else "", _escaped(words), f",-{_escaped(after)}" if after else "")
    return f"{page}#:~:text={''.join(parts)}"


def _is_common(problem: Problem) -> bool:
    place = problem.place
    words = squash(place.quote).casefold()
    return len(words) < _COMMON or problem.times > 1 or words in squash(f"{place.before}|{place.after}").casefold()


def _beside(place: Place) -> tuple[str, str]:
    """Give whole words of the same line on either side. A browser matches whole words, and within one block."""
    line_before, line_after = place.before.rpartition("\n")[2], place.after.partition("\n")[0]
    before, after = line_before[-_BESIDE:], line_after[:_BESIDE]
    if len(before) < len(line_before):
        before = _AT_START.sub("", before)
    if len(after) < len(line_after):
        after = _AT_END.sub("", after)
    return squash(before), squash(after)


def _escaped(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")
