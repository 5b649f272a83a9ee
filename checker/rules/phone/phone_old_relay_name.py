"""The old name of the relay service for deaf people."""

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

_HINTS = ("relay", "talk", "ngt", "next generation")
_OLD = re.compile(
    r"\b(?:type\s?talk|text\s?relay(?:\s+uk)?|next\s+generation\s+text(?:\s+service)?|ngts?\.org\.uk|textrelay\.org"
    r"|(?-i:NGTS|NGT\s+(?:service|Lite|lite|app)))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:formerly|previously|known\s+as|used\s+to|replaced|now\s+called|was\s+called|renamed|old)\b", re.IGNORECASE
)


@rule("phone-old-relay-name", looks_at=Kind.BLOCK, severity=Severity.UNTIDY, since="0.1", hints=_HINTS)
def phone_old_relay_name(block: Block, view: View) -> Iterator[Fault]:
    """This is an old name of the relay service for deaf people.

    Why it matters:
        People look for a service of that name and do not find it.

    How to fix it:
        Write “Relay UK: dial 18001, then” and the phone number.

    Problem:
        Typetalk: 18001 020 7275 6036

    Fine:
        Relay UK: 18001 020 7275 6036

    Authority:
        Relay UK, relayuk.bt.com
    """
    for match in _OLD.finditer(block.text):
        if not _PAST.search(block.text[max(0, match.start() - 60) : match.end() + 60]):
            message = f"“{match[0]}” is now called Relay UK."
            yield Fault(message=message, place=view.place(block, *match.span()))
