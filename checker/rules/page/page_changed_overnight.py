"""A phone or email that came or went since the page was read the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View


@rule(
    "page-changed-overnight",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    since="0.1",
    offline=False,
    remembers=True,
)
def page_changed_overnight(page: Page, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """A contact was added to this page or taken off it since the last check.

    Why it matters:
        Somebody may have changed it by mistake. People who kept the old one may still use it.

    How to fix it:
        If it was meant, there is nothing to do: the next check will not say it again. If not, put it back.

    Problem:
        Ring the parking desk on 020 7946 0796.

        Facts: 020-7946-0701 -> stood-here

    Fine:
        Ring the parking desk on 020 7946 0796.

    Authority:
        The page itself, as the last run read it
    """
    for mention in view.facts.went:
        # where it stood is no place of the page any more
        place = replace(mention.place, block=None, start=0, end=0, line=None)
        yield Fault(message=f"“{mention.raw}” was here at the last check and is not any more.", place=place)
    for mention in view.facts.came:
        yield Fault(message=f"“{mention.raw}” is new here since the last check.", place=mention.place)
