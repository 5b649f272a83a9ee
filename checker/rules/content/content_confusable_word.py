"""A word that a spelling checker lets pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.data import confusable_words
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._words import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_OFTEN = 4
"""How often the page has to speak of what was meant."""


@rule(
    "content-confusable-word",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_confusable_word(page: Page, view: View) -> Iterator[Fault]:
    """This word seems to be a slip for another.

    Why it matters:
        Readers stumble, and doubt whether the rest was read through. A spelling checker does not see it.

    How to fix it:
        Read the sentence and put the word that is meant.

    Problem:
        What is good about meditation?

        Mediation is free. Mediation is quick. The mediator takes no sides, and mediation is voluntary.

    Fine:
        What is good about mediation?

        Mediation is free. Mediation is quick. The mediator takes no sides, and mediation is voluntary.

    Authority:
        The table checker/data/confusable-words.toml, held against the page's own use
    """
    said = "\n".join(view.words)
    for pair in confusable_words():
        if pair.wrong not in said:
            continue
        slips = [
            (number, match)
            for number, block in enumerate(page.blocks)
            for match in pattern((pair.wrong,)).finditer(block.text)
        ]
        if pair.small and any(not match[0].islower() for _, match in slips):
            continue
        if len(slips) == 1 and _times(page, pair.family) >= _OFTEN:
            number, match = slips[0]
            yield Fault(
                message=f"This says “{match[0]}”, on a page about {pair.meant}.",
                place=page.place(number, *match.span()),
                suggestion=pair.meant.capitalize() if match[0][0].isupper() else pair.meant,
            )


def _times(page: Page, beginnings: tuple[str, ...]) -> int:
    """Count the words of the page that begin so."""
    family = re.compile(rf"\b(?:{'|'.join(map(re.escape, beginnings))})", re.IGNORECASE)
    return sum(len(family.findall(block.text)) for block in page.blocks)
