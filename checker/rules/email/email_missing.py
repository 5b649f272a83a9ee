"""A sentence from which the email address was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Block
    from checker.model.rules import View

# What is left of "email us at permits@example.gov.uk, or call" when the address was a link and the link was lost.
_LOST = re.compile(
    r"\be-?mail(?:ed|ing)?(?:\s(?:us|them|me|him|her|the\steam|a\scopy|it|this|your\s\w{1,20})){0,2}"
    r"\s(?:at|to|on)(?:\s?:)?(?:\s?[,;](?=\s)|\s?\.(?=\s|$)|\s(?:or|and)\s(?!from\b)(?:you|call|by|phone|telephone|ring|text"
    r"|write|visit|we|the|contact|on)\b|\s*$)"
    r"|\b(?:by|or|via|please|an)\se-?mail(?:\sus)?\s[.;](?=\s|$)"
    r"|(?:^|[:|])\s{0,3}e-?mail\s?:?\s{0,3}\(?0\d{2,4}\)?\s\d{3}",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_LOST = re.compile(r"\b(?:respond|repl(?:y|ies)|subscribe|sign\s?up|access|link)\b[^.]{0,40}$", re.IGNORECASE)

_NEAR = 60
"""Characters before and after in which the sentence is looked at."""


@rule(
    "email-missing",
    looks_at=Kind.BLOCK,
    severity=Severity.WRONG,
    certainty=Certainty.LIKELY,
    since="0.1",
    hints=("mail",),
)
def email_missing(block: Block, view: View) -> Iterator[Fault]:
    """The email address is missing from this sentence.

    Why it matters:
        Readers are told to write, and cannot.

    How to fix it:
        Find out the address and write it here.

    Problem:
        To ask for a permit, email us at, or call 020 7275 6036.

    Fine:
        To ask for a permit, email us at permits@example.gov.uk, or call 020 7275 6036.

    Authority:
        GOV.UK, content design: contact information
    """
    if block.kind is BlockKind.TEMPLATE:
        return
    for match in _LOST.finditer(block.text):
        if _goes_on(view, block, match.end()) or _NOT_LOST.search(
            block.text, max(0, match.start() - _NEAR), match.start()
        ):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        place = view.place(block, start, match.start() + len(match[0].rstrip()))
        yield Fault(message=f"After “{place.quote}” an email address is missing.", place=place)


def _goes_on(view: View, block: Block, end: int) -> bool:
    """Tell whether the address follows after all: in a link, on the next line or in the next block."""
    if any(link.start <= end and end - 3 <= link.end for link in block.links):
        return True
    following = block.text[end : end + _NEAR].lstrip()
    if following:
        return "@" in following and not following.startswith(",")
    after = view.number(block) + 1
    return any(
        "@" in each.text or "[email" in each.text or bool(each.links) for each in view.page.blocks[after : after + 1]
    )
