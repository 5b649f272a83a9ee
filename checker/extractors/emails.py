"""Email addresses: in the text, in `mailto:` links, hidden by Cloudflare, spelt out, stripped or mistyped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from checker import mailboxes
from checker.lines import once
from checker.model.mentions import Kind, Mention
from checker.model.pages import Place
from checker.text import Spans, squash
from checker.urls import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Link, Page
    from checker.model.rules import Settings

AFTER = ()

# Two dots in a row are a slip, three the end of what was said before. A slash between words parts them: "tel/email@".
_LETTER = r"(?:[\w!#$%&'’*+=?^`{|}~-]|(?<![\w/:])/(?![\w/]))"
_LOCAL = rf"(?!`){_LETTER}+(?:\.{{1,2}}{_LETTER}+)*\.{{0,2}}"
_HOST = r"[^\W_](?:[\w-]*[^\W_])?(?:(?:,|\.\.?)[^\W_](?:[\w-]*[^\W_])?)*"
# What stands between the two halves. They are read from here outwards, so that no text is read twice.
_MIDDLE = re.compile(r"@{1,2}|\s?[\[(]\s?at\s?[\])]\s?", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:(?<![\w.@&=?-])|(?<=\.\.\.)){_LOCAL}$")
_AFTER = re.compile(rf"{_HOST}(?:\s?[\[(]\s?dot\s?[\])]\s?[a-z0-9-]+)*", re.IGNORECASE)
_PROTECTED = re.compile(r"(?<![\w@])(?:[\w.’'-]{1,64})?\[email[\s\xa0]protected\]", re.IGNORECASE)
_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?", re.IGNORECASE)
_LONGEST_LOCAL, _LONGEST_HOST = 66, 256
"""Characters in which the halves are looked for: a little more than there may be, so that too long a one is seen."""
_MOST_LOCAL, _MOST_LABEL, _MOST = 64, 63, 254
"""Octets of the part before the at sign, of a host's label and of the whole (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4)."""
_SPELT = re.compile(r"[\])](?:(?<=[aA][tT].)|(?<=[aA][tT]\s.)|(?<=protected\]))")
"""An at sign in words, or an address that Cloudflare hid."""
# Words that got stuck to an address when its space was lost: "Emailsubnational.stats@", "hours.E-mail:pals@".
_GLUED = re.compile(r"^(?:Emailing|E-?mail|Contact|Address|Web|Or|At)(?=[a-z]{3})")
_SENTENCE_AFTER = re.compile(r"\.[A-Z][a-z]+$")
"""A host that ends so ran into the next sentence: "ofqual.gov.uk.Please"."""
_HIDDEN = "/cdn-cgi/l/email-protection"
"""Where Cloudflare's links lead that hide an email."""
_HEX = re.compile(r"#([0-9a-f]{6,})$", re.IGNORECASE)
_LABEL = 40
_LABEL_BEFORE = re.compile(r"([^\n.;|•]{1,40}?)\s*[:–-]?\s*$")


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find emails in the blocks and the links of a page."""
    for number, block in enumerate(page.blocks):
        writing = [link for link in block.links if _may_write(link.href)] if block.links else ()
        linked = [found for link in writing for found in _of_link(page, number, link)]
        yield from linked
        if _may_hold(block.text):
            spans = Spans()
            for each in linked:
                spans.add(each.place.start, each.place.end)
            yield from _of_text(page, number, spans)
    for link in page.links:
        if scheme_of(link.href) == "mailto":
            yield from _hidden(link)


def _may_hold(text: str) -> bool:
    """Tell at little cost that a text holds no address: most do not."""
    return "@" in text or (("]" in text or ")" in text) and _SPELT.search(text) is not None)


def _may_write(href: str) -> bool:
    """Tell at little cost that a link writes no email: most do not."""
    return _HIDDEN in href or "mailto" in href.lower()


def _of_text(page: Page, number: int, spans: Spans) -> Iterator[Mention]:
    text = page.blocks[number].text
    for start, end, value in (*_protected(text), *_written(text)):
        if spans.overlap(start, end):
            continue
        spans.add(start, end)
        place = page.place(number, start, end)
        yield Mention(kind=Kind.EMAIL, raw=place.quote, value=value, label=_label(text, start), place=place)


def _protected(text: str) -> Iterator[tuple[int, int, None]]:
    if "protected]" in text:
        yield from ((match.start(), match.end(), None) for match in _PROTECTED.finditer(text))


@once
def _written(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Find addresses written out: where they begin and end, and their value if they are sound."""
    for middle in _MIDDLE.finditer(text):
        apart = middle[0] == "@" and text[middle.start() - 1 : middle.start()] == " " == text[middle.end() :][:1]
        left = middle.start() - apart
        before = _BEFORE.search(text[max(0, left - _LONGEST_LOCAL) : left])
        right = middle.end() + text.startswith(" ", middle.end())
        after = _AFTER.match(text[right : right + _LONGEST_HOST])
        if not before or not after or _within_address(text, left):
            continue
        local = before[0][_glued(before[0]) :]
        host = _host(after[0])
        if "." in host or "," in host:
            yield left - len(local), right + len(host), _sound(local, middle[0], host, whole=right - left == 1)
        elif _DOT.search(after[0]):
            yield left - len(local), right + len(after[0]), _normal(local, _DOT.sub(".", after[0]))


def _glued(local: str) -> int:
    match = _GLUED.match(local)
    return match.end() if match else 0


def _host(host: str) -> str:
    """Cut a host where the next sentence begins: at a comma, or at a stop before a capital."""
    ran_on = _SENTENCE_AFTER.search(host)
    if ran_on:
        return host[: ran_on.start()].rstrip(".")
    return host if _comma_for_dot(host) else host.partition(",")[0]


def _sound(local: str, middle: str, host: str, *, whole: bool) -> str | None:
    """Give the value of an address, or None for one that no mail reaches as it is written."""
    spelt = middle.strip().startswith(("(", "["))
    if spelt or (whole and middle == "@" and "," not in host):
        return _normal(local, _DOT.sub(".", host))
    return None


def _within_address(text: str, left: int) -> bool:
    """Tell whether this stands in a web address: `http://name@host/`, `example.org/@name`, not "tel/name@host"."""
    words = text[max(0, left - _LONGEST_HOST) : left].split()
    head = words[-1].rpartition("/")[0] if words else ""
    return "://" in head or head.endswith(":/") or ("." in head and "@" not in head)


def _comma_for_dot(host: str) -> bool:
    """Tell a mistyped comma ("example,gov.uk") from one that ends the address ("a@b.org,c")."""
    head, comma, tail = host.partition(",")
    return bool(comma) and "." not in head and "." in tail


def _normal(local: str, host: str) -> str | None:
    """Put an address together; None for one that is longer than mail allows, or that no mail reaches."""
    labels = host.lower().split(".")
    whole = f"{local}@{host.lower()}"
    fits = len(local) <= _MOST_LOCAL and max(map(len, labels)) <= _MOST_LABEL and len(whole) <= _MOST
    return whole if fits and mailboxes.is_reachable(whole.replace("’", "'")) else None


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
    other = next(((start, end) for start, end, _ in _written(shown)), None)
    return shown[slice(*other)] if other else recipient


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
    found = _HEX.search(href) if _HIDDEN in href else None
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
