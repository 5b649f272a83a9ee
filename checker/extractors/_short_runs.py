"""Numbers of a few digits, which only the words around them tell from other numbers: 999, 116 123, 85258."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import numbering
from checker.extractors._runs import Run, line_before

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = re.compile(
    r"[19](?<![\w£$€.,/:+-].)(?:(?<=9)99|(?<=1)(?:11|01|05|12|19|27|59|8000|16[ \xa0]?(?:000|006|111|117|123)"
    r"|18[ \xa0]?\d{3}))(?![\w%]|[.,:/-]\d|[ \xa0]\d)"
)
_ASKED = re.compile(
    r"(?:\b(?:call|calling|dial|dialling|ring|ringing|phone|phoning|telephone|tel|text|texting|on|or|nhs|samaritans"
    r"|police|emergency|helpline|number|contact|via|use|using|free|to|999|101|111|112)\b[,:.]?[ \xa0(–-]{0,3}"
    r"|[✆☎📞][ \xa0]?)$",
    re.IGNORECASE,
)
_DIAL = re.compile(
    r"\b(?:call|dial|ring|phon|telephone|tel|text|nhs|emergenc|police|samaritans|helpline)", re.IGNORECASE
)
_FIVE = re.compile(r"[6-8](?<![\w£$€.,/:+-].)\d{4}(?![\w%]|[.,:/-]\d|[ \xa0]\d)")
_TEXTED = re.compile(
    r"\b(?:text|txt|texting|sms)(?:(?:[ \xa0:‘’'\"“”]{1,3}[\w&-]{1,20}){0,4}[ \xa0’'\"”]{1,3}(?:to|on))?[ \xa0:]{1,3}$",
    re.IGNORECASE,
)


def short_runs(text: str) -> Iterator[Run]:
    """Yield the numbers of a few digits that words ask to dial or text: 999, 116 123, 85258."""
    for match in _SHORT.finditer(text):
        before = line_before(text, match.start())
        if _ASKED.search(before) and _DIAL.search(before):
            yield Run(*match.span(), numbering.digits(match[0]), short=True)
    for match in _FIVE.finditer(text):
        if _TEXTED.search(line_before(text, match.start())):
            yield Run(*match.span(), match[0], short=True)
