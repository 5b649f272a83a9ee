"""Reads a page's breadcrumb: where it stands in its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.text import squash

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_NAMED = "[class*=breadcrumb i], [id*=breadcrumb i], [aria-label*=breadcrumb i]"
"""How breadcrumbs are marked (WAI-ARIA Authoring Practices, Breadcrumb; GOV.UK Design System; most content systems)."""
_STEPS = 20


def trail(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Give the names in the breadcrumb, from the outermost; none where a page has none."""
    found = tree.css_first(_NAMED) if tree.body else None
    steps = found.css("a, [aria-current]")[:_STEPS] if found else ()
    return tuple(dict.fromkeys(filter(None, (squash(each.text()) for each in steps))))
