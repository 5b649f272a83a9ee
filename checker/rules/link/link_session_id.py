"""A link that holds the number of somebody's visit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_SESSION = re.compile(
    r";jsessionid=[^/?#;]*"
    r"|(?<=[?&;])(?:jsessionid|phpsessid|aspsessionid\w{0,12}|cfid|cftoken|sessionid|session_id)=[^&#]{6,}&?"
    r"|/\(S\([a-z0-9]{20,32}\)\)",
    re.IGNORECASE,
)


@rule(
    "link-session-id",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    since="0.1",
    hints=("session", "sessid", "cfid", "cftoken", "(s("),
)
def link_session_id(link: Mention, view: View) -> Iterator[Fault]:
    """This link holds the number of somebody's visit to a site.

    Why it matters:
        Such links stop working when the visit is over, or show readers what that person was doing.

    How to fix it:
        Take the part with the number out of the address, then open it to make sure.

    Problem:
        <p><a href="https://directory.example.org.uk/club.page;jsessionid=608C1F2A?id=B0iBBW">Chess club</a></p>

    Fine:
        <p><a href="https://directory.example.org.uk/club.page?id=B0iBBW">Chess club</a></p>

    Authority:
        OWASP Session Management Cheat Sheet: do not put session ids in addresses
    """
    href = link.place.href or link.raw
    if link.role not in FOLLOWED or not link.value or not _SESSION.search(href):
        return
    # a site without cookies puts the number of our own visit into its own links: nobody has written those
    if "//" not in href or _bare(link.value) == _bare(view.page.url):
        return
    clean = _SESSION.sub("", href).rstrip("?&")
    yield Fault(
        message="The address of this link holds the number of somebody's visit.", place=link.place, suggestion=clean
    )


def _bare(address: str | None) -> str:
    return host_of(address).removeprefix("www.")
