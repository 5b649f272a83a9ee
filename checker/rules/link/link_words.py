"""A link whose words say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_EMPTY_WORDS = frozenset(
    (
        "here;click;click here;click this link;click on this link;click the link;link;this link;the link;more;"
        "read more;read more here;more here;see more;view more;find out more;find out more here;learn more;see here;"
        "this;go here;visit here;follow this link;continue;continue reading;this page;this website;this site"
    ).split(";")
)
_AROUND = " .,:;!()[]<>«»→…-–\xa0"


@rule("link-words", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1")
def link_words(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """The words of this link do not say where it goes.

    Why it matters:
        People who use a screen reader often hear links one by one, without the sentence round them.

    How to fix it:
        Link the words that name the page it leads to.

    Problem:
        <p>To ask for a permit click <a href="https://www.example.gov.uk/permits">here</a>.</p>

    Fine:
        <p><a href="https://www.example.gov.uk/permits">Ask for a parking permit</a>.</p>

    Authority:
        Web Content Accessibility Guidelines 2.2, 2.4.4 Link Purpose (In Context)
    """
    if link.role is not Role.HYPERLINK or not link.text or link.place.template:
        return
    if link.text.strip(_AROUND).lower() in _EMPTY_WORDS:
        yield Fault(message=f"This link says only “{link.text}”.", place=link.place)
