"""Email addresses: in the text, in `mailto:` links, hidden by Cloudflare, spelt out, stripped or mistyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from checker.model.mentions import Kind, Mention
from checker.model.pages import Place
from checker.text import squash
from checker.urls import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Link, Page
    from checker.model.rules import Settings

AFTER = ()

_LOCAL = r"[\w!#$%&'’*+=?^`{|}~-]+(?:\.[\w!#$%&'’*+=?^`{|}~-]+)*"
_HOST = r"[^\W_](?:[\w-]*[^\W_])?(?:[.,][^\W_](?:[\w-]*[^\W_])?)*"
_EMAIL = re.compile(rf"(?<![\w.@/&=?-])({_LOCAL})(?:@{{1,2}}\s?|\s@\s)({_HOST})")
_PROTECTED = re.compile(r"(?<![\w@])(?:[\w.’'-]{1,64})?\[email[\s\xa0]protected\]", re.IGNORECASE)
_SPELT = re.compile(
    rf"(?<![\w.@])({_LOCAL})\s?[\[(]\s?at\s?[\])]\s?({_HOST}(?:\s?[\[(]\s?dot\s?[\])]\s?[a-z0-9-]+)*)", re.IGNORECASE
)
_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?", re.IGNORECASE)
_HINTS = ("@", "[at]", "(at)", "( at )", "[ at ]", "protected]")
# Words that got stuck to an address when its space was lost: "Emailsubnational.stats@", "hours.E-mail:pals@".
_GLUED = re.compile(r"^(?:Emailing|E-?mail|Contact|Address|Web|Or|At)(?=[a-z]{3})")
_SENTENCE_AFTER = re.compile(r"\.[A-Z][a-z]+$")
"""A host that ends so ran into the next sentence: "ofqual.gov.uk.Please"."""
_HEX = re.compile(r"#([0-9a-f]{6,})$", re.IGNORECASE)
_LABEL = 40
_LABEL_BEFORE = re.compile(r"([^\n.;|•]{1,40}?)\s*[:–-]?\s*$")
_LONGEST = 320
"""RFC 5321, 4.5.3.1: 64 octets, an at sign, 255 octets."""


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find emails in the blocks and the links of a page."""
    for number, block in enumerate(page.blocks):
        linked = [found for link in block.links for found in _of_link(page, number, link)]
        yield from linked
        if any(hint in block.text for hint in _HINTS):
            spans = [(each.place.start, each.place.end) for each in linked]
            yield from _of_text(page, number, spans)
    for link in page.links:
        if scheme_of(link.href) == "mailto":
            yield from _hidden(link)


def _of_text(page: Page, number: int, spans: list[tuple[int, int]]) -> Iterator[Mention]:
    text = page.blocks[number].text
    for pattern, read in ((_PROTECTED, _protected), (_SPELT, _spelt), (_EMAIL, _written)):
        for match in pattern.finditer(text):
            start, end, value = read(match)
            if (
                end - start > _LONGEST
                or _within_address(text, start)
                or (pattern is _EMAIL and "." not in text[start:end])
            ):
                continue
            if any(a < end and start < b for a, b in spans):
                continue
            spans.append((start, end))
            place = page.place(number, start, end)
            yield Mention(kind=Kind.EMAIL, raw=place.quote, value=value, label=_label(text, start), place=place)


def _within_address(text: str, start: int) -> bool:
    """Tell whether this is the login of a web address: `http://name@host/`."""
    return "://" in text[max(0, start - _LONGEST) : start].rpartition(" ")[2].rpartition("\n")[2]


def _protected(match: re.Match[str]) -> tuple[int, int, None]:
    return match.start(), match.end(), None


def _spelt(match: re.Match[str]) -> tuple[int, int, str]:
    return match.start(), match.end(), _normal(match[1], _DOT.sub(".", match[2]))


def _written(match: re.Match[str]) -> tuple[int, int, str | None]:
    glued = _GLUED.match(match[1])
    start = match.start() + (glued.end() if glued else 0)
    local, host = match[1][glued.end() if glued else 0 :], match[2]
    ran_on = _SENTENCE_AFTER.search(host)
    host = host[: ran_on.start()] if ran_on else host.split(",")[0] if not _comma_for_dot(host) else host
    end = match.start(2) + len(host)
    whole = match.string[start:end]
    sound = "@@" not in whole and "," not in host and whole == f"{local}@{host}"
    return start, end, _normal(local, host) if sound else None


def _comma_for_dot(host: str) -> bool:
    """Tell a mistyped comma ("example,gov.uk") from one that ends the address ("a@b.org,c")."""
    head, comma, tail = host.partition(",")
    return bool(comma) and "." not in head and "." in tail


def _normal(local: str, host: str) -> str:
    return f"{local}@{host.lower()}"


def _of_link(page: Page, number: int, link: Link) -> Iterator[Mention]:
    """Give what a link writes to: one mention a recipient."""
    shown = page.blocks[number].text[link.start : link.end]
    hidden = _decoded(link.href)
    if hidden:
        yield _linked(page, number, link, raw=shown or hidden, value=hidden)
        return
    if scheme_of(link.href) != "mailto":
        return
    for recipient in recipients(link.href):
        yield _linked(page, number, link, raw=_shown_as(recipient, shown), value=_value(recipient))


def _shown_as(recipient: str, shown: str) -> str:
    """Give the words that show an address: its own, another address in its place, or none, then its own."""
    at = shown.lower().find(recipient.lower())
    if at >= 0:
        return shown[at : at + len(recipient)]
    other = _EMAIL.search(shown)
    return other[0] if other else recipient


def _linked(page: Page, number: int, link: Link, *, raw: str, value: str | None) -> Mention:
    block = page.blocks[number]
    at = block.text.find(raw, link.start, link.end)
    start, end = (at, at + len(raw)) if at >= 0 else (link.start, link.end)
    place = page.place(number, start, end, href=link.href)
    return Mention(kind=Kind.EMAIL, raw=raw, value=value, label=_label(block.text, start), place=place)


def _hidden(link: Link) -> Iterator[Mention]:
    """Give the recipients of a link that shows no words, such as a picture."""
    for recipient in recipients(link.href):
        place = Place(quote=recipient, href=link.href)
        yield Mention(kind=Kind.EMAIL, raw=recipient, value=_value(recipient), place=place)


def recipients(href: str) -> list[str]:
    """List the addresses a `mailto:` writes to (RFC 6068), decoded; the subject and its like are dropped."""
    path = href.strip().partition(":")[2].partition("?")[0].lstrip("/")
    return [name for part in re.split(r"[,;]", unquote(path)) if (name := squash(part))]


def _value(address: str) -> str | None:
    local, at, host = address.rpartition("@")
    return _normal(local, host) if at and local and "." in host and " " not in address else None


def _decoded(href: str) -> str | None:
    """Read an address that Cloudflare hides: the first byte is XORed into all others."""
    found = _HEX.search(href) if "/cdn-cgi/l/email-protection" in href else None
    if not found or len(found[1]) % 2:
        return None
    key, *rest = bytes.fromhex(found[1])
    return bytes(byte ^ key for byte in rest).decode("utf-8", "replace")


def _label(text: str, start: int) -> str | None:
    """Give the words before an address on its line, if they are few: "Email", "General enquiries"."""
    line = text[max(0, start - _LABEL) : start].rpartition("\n")[2]
    match = _LABEL_BEFORE.search(line)
    words = squash(match[1]).rstrip(":–- ") if match and len(line) < _LABEL else ""
    return words or None
