"""A link that begins with http where the website uses https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import urls
from checker.addresses import address_of
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.model.targets import Verdict
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View
    from checker.model.targets import Target


@rule(
    "link-insecure",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    since="0.1",
    offline=False,
)
def link_insecure(page: Page, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link is not secure, though the website is.

    Why it matters:
        The first step is open to anybody on the same network, who can lead your reader elsewhere.

    How to fix it:
        Write https instead of http at the beginning of the address.

    Problem:
        <p><a href="http://www.example.org/guide">Guide for parents</a></p>
        Facts: http://www.example.org/guide -> fine https://www.example.org/guide

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        National Cyber Security Centre, Using TLS to protect data; RFC 6797, HTTP Strict Transport Security
    """
    led_on = {url: there for url, target in view.facts.targets.items() if (there := _led_on(target))}
    for link in view.of(Kind.LINK) if led_on else ():
        there = led_on.get(address_of(link) or "")
        if there is None:
            continue
        written = link.place.href or link.raw
        yield Fault(
            message="The link begins with http, though the website leads everybody on to https.",
            place=link.place,
            suggestion=f"https{written[4:]}" if written.lower().startswith("http:") else None,
            evidence=(("leads to", there),),
        )


def _led_on(target: Target) -> str | None:
    """Give the secure address that the same one without security leads on to."""
    there = (target.evidence and target.evidence.final_url) or ""
    leads_on = target.url.startswith("http:") and there.startswith("https:") and target.verdict is Verdict.FINE
    return there if leads_on and _same(target.url, there) else None


def _same(one: str, other: str) -> bool:
    """Tell whether two addresses differ in scheme, www and final slash at most."""
    here, there = urls.parts(one), urls.parts(other)
    if here is None or there is None or here.query != there.query:
        return False
    hosts = {each.host.removeprefix("www.") for each in (here, there)}
    return len(hosts) == 1 and here.path.rstrip("/").lower() == there.path.rstrip("/").lower()
