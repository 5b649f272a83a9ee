"""A link that holds a sign-in name or password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import urls
from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("link-credentials", looks_at=Kind.LINK, severity=Severity.DOUBTFUL, since="0.1", hints=("@",))
def link_credentials(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link holds a sign-in name or a password.

    Why it matters:
        Everybody can read it. Browsers warn about such links, because fraud uses them.

    How to fix it:
        Take the part before the @ out of the address. If it held a password, change the password.

    Problem:
        <p><a href="https://helpdesk:tulip@www.example.org.uk/guide">Our guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        RFC 9110, 4.2.4: deprecation of user information in http(s) addresses
    """
    if link.role not in FOLLOWED or shape_of(link):
        return
    found = urls.parts(link.value) if link.value else None
    if found is None or found.scheme not in urls.SCHEMES or not (found.username or found.password):
        return
    what = "a password" if found.password else "a sign-in name"
    port = f":{found.port}" if found.port else ""
    yield Fault(
        message=f"The address of this link holds {what}.",
        place=link.place,
        suggestion=f"{found.scheme}://{found.host}{port}{found.path}{found.query}{found.fragment}",
        severity=Severity.WRONG if found.password else None,
    )
