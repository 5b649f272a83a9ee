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

_HINT = re.compile(r"mail", re.IGNORECASE)
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


@rule(
    "email-missing",
    looks_at=Kind.BLOCK,
    severity=Severity.WRONG,
    certainty=Certainty.LIKELY,
    since="0.1",
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
    if block.kind is BlockKind.TEMPLATE or not _HINT.search(block.text):
        return
    for match in _LOST.finditer(block.text):
        number = next(at for at, each in enumerate(view.page.blocks) if each is block)
        if _goes_on(view, number, match.end()) or _NOT_LOST.search(block.text, 0, match.start()):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        place = view.page.place(number, start, match.start() + len(match[0].rstrip()))
        yield Fault(message=f"After “{place.quote}” an email address is missing.", place=place)


def _goes_on(view: View, number: int, end: int) -> bool:
    """Tell whether the address follows after all: in a link, on the next line or in the next block."""
    block = view.page.blocks[number]
    if any(link.start <= end and end - 3 <= link.end for link in block.links):
        return True
    if block.text[end:].strip():
        return "@" in block.text[end : end + 60].partition("\n\n")[0] and not block.text[end:].lstrip().startswith(",")
    following = view.page.blocks[number + 1] if number + 1 < len(view.page.blocks) else None
    return following is not None and ("@" in following.text or "[email" in following.text or bool(following.links))
