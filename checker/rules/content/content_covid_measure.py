"""A measure against Covid that is told as if it still held."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from checker.days import months_between
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._aging import as_of, is_record, own_blocks, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_HINTS = ("covid", "coronavirus", "pandemic", "public health emergency", "lockdown", "government advice", "distancing")
_COVID = re.compile(
    r"\b(?:covid(?:[ -]?19)?|coronavirus|(?:the|this|current)\s+pandemic|(?:the|this)\s+public\s+health\s+emergency"
    r"|lockdown|social(?:ly)?\s+distanc\w+|in\s+line\s+with\s+(?:the\s+)?(?:latest\s+|current\s+)?government\s+advice)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:working|work\s+from\s+home|staff|offices?|open(?:ing)?|closed|clos(?:e|ure)|shut|services?|visit\w*|meetings?"
    r"|appointments?|by\s+video|by\s+phone|face[ -]to[ -]face|in\s+person|post(?:al)?|deliver\w+|calls?|emails?|masks?"
    r"|delay\w*|limited|suspended|cancelled|postponed|restrict\w+|precaution|situation|crisis|measures?|guidelines?)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|our|us|you|your|staff|offices?|services?|visitors?|visiting|appointments?|post|postal|please|book)\b",
    re.IGNORECASE,
)
"""Words of a service that speaks to its readers. Without them it is about the world."""
_BACK = re.compile(
    r"\b(?:was|were|had|been|did|post-(?:covid|pandemic)|long\s+covid|vaccin\w+|jabs?"
    r"|boosters?|symptoms?|inquiry|report|review|research|study|survey|Act|Regulations?|recovery|memorial|grants?"
    r"|(?:since|after|following|before)\s+(?:the\s+)?(?:covid|corona|pandemic|lockdown)|in\s+20\d\d|between|impact|lessons?|learn(?:ed|t)|no\s+longer|ended|happened|became)\b",
    re.IGNORECASE,
)
_OVER = date(2022, 4, 1)
"""The measures ended in England on 24 February 2022, free tests on 1 April (Cabinet Office, "Living with COVID-19")."""
_MONTHS = 12
"""A page that was changed since may speak of a new wave."""


@rule(
    "content-covid-measure",
    looks_at=Kind.PAGE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_covid_measure(page: Page, view: View) -> Iterator[Fault]:
    """This describes Covid measures as if they still applied.

    Why it matters:
        People stay away from places that are open, or think that nobody looks after the page.

    How to fix it:
        Say how the service works today. Take the rest out.

    Problem:
        Because of Covid-19 our offices are closed and we hold meetings by video.

    Fine:
        Our offices are open, and we can hold meetings by video.

    Authority:
        Cabinet Office, "COVID-19 Response: Living with COVID-19", February 2022: the measures ended
    """
    changed = as_of(view)
    recent = changed is not None and months_between(changed, view.today) < _MONTHS
    if view.today < _OVER or recent or is_record(page):
        return
    found = [
        (number, start, end)
        for number, block in own_blocks(page, _HINTS)
        for start, end in sentences(block.text)
        if _is_measure(block.text[start:end])
    ]
    if found:
        # one problem a page: whoever mends the first reads the rest. A sentence says more than a heading
        number, start, end = next((each for each in found if page.blocks[each[0]].text[each[2] - 1] in ".!?"), found[0])
        yield Fault(
            message="This describes Covid measures as if they still applied. They ended in 2022.",
            place=page.place(number, start, end),
            evidence=(
                ("page as of", changed.isoformat() if changed else "unknown"),
                ("judged on", view.today.isoformat()),
            ),
        )


def _is_measure(words: str) -> bool:
    covid = _COVID.search(words)
    if not covid:
        return False
    rest = words.replace(covid[0], " ")
    return bool(_MEASURE.search(rest) and _OURS.search(rest)) and not _BACK.search(words)
