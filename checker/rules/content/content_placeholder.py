"""Words that were meant to be replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Block
    from checker.model.rules import View

_HINTS = ("lorem", "[", "<", "xx", "tbc", "tba", "text here", "enter text", "add text")
_UNFILLED = re.compile(
    r"\blorem\s+ipsum\b"
    r"|[\[<](?:please\s+)?(?:insert|add|enter|type|put)\s[^\]>\n]{1,60}[\]>]"
    r"|\[(?:tb[ca]|x{2,}|name|date|your\s[^\]\n]{1,30}|(?:phone|telephone|email|contact|link|url|council|school|service)"
    r"(?:\s(?:name|number|address|details|here))?)\]"
    r"|\bclick\s+(?:or\s+tap\s+)?here\s+to\s+(?:enter|add)\s+text\b|\b(?:your|placeholder|sample|dummy)\s+text\s+here\b"
    r"|\bxx/xx/(?:\d{2,4}|xx(?:xx)?)\b|(?<![\w@.])0?\d{0,4}\s?x{4,}\b"
    r"|\b(?:telephone|phone|tel|email|e-mail|address|website|contact)\s?:\s?tb[ca]\b",
    re.IGNORECASE,
)


@rule("content-placeholder", looks_at=Kind.BLOCK, severity=Severity.WRONG, since="0.1", hints=_HINTS)
def content_placeholder(block: Block, view: View) -> Iterator[Fault]:
    """These words stand in for something that was never filled in.

    Why it matters:
        Readers need what should stand here.

    How to fix it:
        Write the real words, or take the line out.

    Problem:
        To ask for a permit, ring [insert phone number].

    Fine:
        To ask for a permit, ring 020 7275 6036.

    Authority:
        GOV.UK, Content design: planning, writing and managing content
    """
    for match in _UNFILLED.finditer(block.text):
        yield Fault(message=f"“{match[0].strip()}” was never filled in.", place=view.place(block, *match.span()))
