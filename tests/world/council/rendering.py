"""Pages as the council's server writes them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.world.council.pages import Page
    from tests.world.model import Situation

FOOTER_LINK = "gone-footer"
"""The situation that stands in the footer of every page."""
_NAV = (
    ("/", "Home"),
    ("/local-offer/", "Local Offer"),
    ("/directory/", "Directory of services"),
    ("/events?month=2026-11", "Events"),
    ("/contact", "Contact us"),
    ("/search?q=", "Search"),
    ("/my-account/sign-in", "Sign in"),
)


def written(page: Page, *, night: int, situations: Mapping[str, Situation]) -> str:
    """Write a page as it is on a night."""
    faults = [fault.html for fault in page.standing(night) if fault.html]
    links = [situations[name] for name in page.links]
    return framed(page, [*page.body, *faults, *_useful(links)], situations)


def framed(page: Page, pieces: Iterable[str], situations: Mapping[str, Situation]) -> str:
    """Put header, navigation and footer round the pieces of a page."""
    stamp = f'<p class="stamp">Page last modified: {page.updated:%d/%m/%Y}</p>' if page.updated else ""
    footer = situations[FOOTER_LINK]
    nav = "".join(f'<li><a href="{escape(to)}">{words}</a></li>' for to, words in _NAV)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            f'<head><meta charset="utf-8"><title>{escape(page.title)} | Harbourshire Council</title>',
            '<link rel="stylesheet" href="/style.css"></head>',
            "<body>",
            '<a class="skip" href="#content">Skip to main content</a>',
            '<header><a href="/">Harbourshire Council</a></header>',
            f"<nav><ul>{nav}</ul></nav>",
            '<main id="content">',
            f"<h1>{escape(page.title)}</h1>",
            *(piece for piece in pieces if piece),
            stamp,
            "</main>",
            "<footer><p>Harbourshire Council, The Old Custom House, Harbour Street</p>",
            f'<p><a href="{escape(footer.url)}">{escape(footer.words)}</a>',
            '<a href="/contact">Contact us</a></p></footer>',
            "</body>",
            "</html>",
            "",
        )
    )


def contents(targets: Iterable[tuple[str, str]]) -> str:
    """Write a list of links."""
    rows = "".join(f'<li><a href="{escape(to)}">{escape(words)}</a></li>\n' for to, words in targets)
    return f"<ul>\n{rows}</ul>"


def _useful(links: list[Situation]) -> list[str]:
    if not links:
        return []
    return ["<h2>Useful websites</h2>", contents((each.url, each.words) for each in links)]
