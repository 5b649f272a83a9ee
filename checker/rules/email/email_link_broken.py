"""A link meant to write an email, from which none can be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of
from checker.rules.email._flaws import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_BARE = re.compile(r"[\w.+&'-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:mail\s?to|malto|mialto|maito|mailo|mailt0|emailto|e?mail)\s?[:;]\s?", re.IGNORECASE)
_SLASHES = "/\\"
_HAS_WORDS = re.compile(r"[?&](?:to|subject|body|cc|bcc)=", re.IGNORECASE)


@rule("email-link-broken", looks_at=Kind.LINK, severity=Severity.WRONG, since="0.1", hints=("@", "mailto"))
def email_link_broken(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email link does not work.

    Why it matters:
        Whoever clicks it gets an error, or an email without an address.

    How to fix it:
        Write the link as mailto: and the address, without gaps or slashes.

    Problem:
        <p><a href="mailto://permits@example.gov.uk">Email the permits team</a></p>

    Fine:
        <p><a href="mailto:permits@example.gov.uk">Email the permits team</a></p>

    Authority:
        RFC 6068, The mailto URI Scheme
    """
    href = (link.place.href or "").strip()
    found = _broken(link, href) if "@" in href or link.role is Role.MAILTO else None
    if found:
        why, meant = found
        suggestion = f"mailto:{meant}" if meant else None
        yield Fault(message=f"This email link {why}.", place=link.place, suggestion=suggestion)


def _broken(link: Mention, href: str) -> tuple[str, str | None] | None:
    """Say why a link writes no email, and to whom it was meant to; None if it does."""
    if link.role is Role.MAILTO:
        return _mailto(href.partition(":")[2], link.text or "")
    if _BARE.fullmatch(href):
        return "has no mailto: before the address", href
    scheme = _SCHEME.match(href)
    if scheme and _BARE.match(href, scheme.end()):
        return f"begins with “{scheme[0]}” instead of mailto:", href[scheme.end() :]
    shape = shape_of(link) if link.role is Role.HYPERLINK else None
    if shape and shape.flaw is Flaw.EMAIL and shape.meant:
        return "is written as a web address", shape.meant.partition(":")[2]
    return None


def _mailto(rest: str, shown: str) -> tuple[str, str | None] | None:
    path, _, query = rest.partition("?")
    words = unquote(path)
    if not words.strip(f" {_SLASHES}"):
        return None if _HAS_WORDS.search(f"?{query}") else ("has no address in it", None)
    again = _SCHEME.match(words)
    if again:
        return "begins with mailto: twice", _sound(words[again.end() :])
    if words[0] in _SLASHES:
        return "has slashes before the address", _sound(words.lstrip(_SLASHES))
    if "://" in words:
        return "holds a web address", None
    for recipient in filter(None, map(str.strip, re.split("[,;]", words))):
        wrong = None if "<" in recipient else flaw(recipient)
        if wrong and wrong.why and recipient not in shown:
            return f"holds “{recipient}”, which {wrong.why}", wrong.meant
    return None


def _sound(address: str) -> str | None:
    return address if flaw(address) is None else None
