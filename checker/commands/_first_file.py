"""What is known of a site at first sight, and the site file that says it, with every line explained."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.text import printable, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KINDS = {
    "kb5": "The site is a directory on kb5 (Open Objects, Idox): its records are found through its lists.",
    "wordpress": "The site runs on WordPress, which lists its pages itself.",
    "drupal": "The site runs on Drupal, which lists its pages itself.",
    "govuk": "GOV.UK tells which pages belong to these paths, or were published by these organisations.",
    "open_referral": "The site is a feed of services (Open Referral UK). What it says of each is checked like a page.",
    "feed": "The site announces its pages in a feed (RSS or Atom).",
    "listing": "The pages are those of a list, with their owners and reviews where it says so.",
    "sitemap": "The site has a sitemap: a list of its pages for search engines.",
    "crawl": "No list of the site's pages was found, so links are followed from the start.",
}
_DATED = frozenset({"wordpress", "drupal", "govuk", "open_referral"})
"""Ways to find pages that bring the day on which each was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A site at first sight."""

    key: str
    name: str
    start: str
    """Pages whose address begins with this are the site's."""
    kinds: tuple[str, ...] = ()
    """Ways to find its pages, the best first; empty where nobody looked."""
    options: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What the first way needs to be told."""
    part: str | None = None
    """The address that was given, where the site begins above it."""
    content: str | None = None
    """A selector of its pages' own content, where they do not mark it themselves."""
    marked: bool = False
    """True if they do."""
    stamp: str | None = None
    """The words by which a page says when it was last changed."""
    dated: str | None = None
    """Where else that is known from."""
    closed: bool = False
    """True if robots.txt asks not to look at the start."""
    looked: bool = True


def written(sketch: Sketch) -> str:
    """Write a site file."""
    return "\n".join(_lines(sketch)) + "\n"


def _lines(sketch: Sketch) -> Iterator[str]:
    yield "#:schema ./site.schema.json"
    yield "# A first form of this site's file. Change whatever is not right; docs/site-file.md explains every key."
    yield ""
    yield "# What the site is called in reports."
    yield f"name = {quoted(sketch.name)}"
    yield ""
    yield "# Every page whose address begins with this is the site's own, and is checked."
    yield f"start = {quoted(sketch.start)}"
    if sketch.part:
        yield f"# To check only a part of it, make it longer: {_plain(sketch.part)}"
    if sketch.closed:
        yield "# The site's robots.txt asks programs not to look at this page. Ask its owner to let “checker” in."
    yield ""
    yield "# The country of phone numbers that are written without a country code."
    yield 'region = "GB"'
    yield ""
    yield from _content(sketch)
    yield "# Where to reach you: whoever runs a website that is asked sees it. Put yours here."
    yield '# contact = "webteam@example.gov.uk"'
    yield ""
    yield "# Pages to leave out; * stands for anything."
    yield '# exclude = ["*/search*", "*/archive/*"]'
    yield ""
    yield from _finders(sketch)
    yield "# Who looks after which pages; the first that fits wins. The report is sorted by them."
    yield "# [[owner]]"
    yield '# owner   = "SEND team"'
    yield '# pattern = "*/send/*"'
    yield ""
    yield from _ages(sketch)


def _content(sketch: Sketch) -> Iterator[str]:
    yield "# The part of a page that is its own, as a CSS selector; the rest is the same on every page."
    if sketch.content:
        yield f"content = {quoted(sketch.content)}"
    elif sketch.marked:
        yield "# This site's pages mark it themselves (main), so there is nothing to say here."
        yield '# content = "main"'
    else:
        yield '# content = "#content"'
    yield ""


def _finders(sketch: Sketch) -> Iterator[str]:
    if not sketch.kinds:
        yield "# How its pages are found. Nothing said: by its sitemap, or where there is none, by following links."
        yield "# [[find]]"
        yield '# kind = "sitemap"'
        yield ""
    for kind in sketch.kinds:
        yield f"# {_KINDS[kind]}"
        yield "[[find]]"
        yield f"kind = {quoted(kind)}"
        for name, value in sketch.options.items() if kind == sketch.kinds[0] else ():
            several = f"[{', '.join(map(quoted, value))}]" if isinstance(value, tuple) else ""
            yield f"{name} = {several or quoted(str(value))}"
        yield ""


def _ages(sketch: Sketch) -> Iterator[str]:
    if sketch.stamp:
        yield f"# Its pages say when they were last changed: “{_plain(sketch.stamp)}”. That is read by itself."
    elif set(sketch.kinds) & _DATED:
        yield "# When its pages were last changed is told by the platform itself. That is read by itself."
    elif sketch.dated:
        yield f"# When its pages were last changed is told by {sketch.dated}. That is read by itself."
    elif sketch.looked:
        yield "# The pages looked at do not say when they were last changed, so only changes from now on are known."
    yield "# After how many months without a change a page is untidy, doubtful, wrong."
    yield "# [ages]"
    yield "# untidy   = 12"
    yield "# doubtful = 24"
    yield "# wrong    = 36"


def quoted(words: str) -> str:
    """Write words as TOML does: like JSON, once control characters are out."""
    return json.dumps(_plain(words), ensure_ascii=False)


def _plain(words: str) -> str:
    return squash(printable(words))
