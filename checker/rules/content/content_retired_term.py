"""A name or term that is out of date."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from checker.data import NATIONAL, RetiredTerm, past_signs, retired_terms
from checker.lines import in_each
from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._words import pattern, sentence, vocabulary, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lines import InEach
    from checker.model.pages import Page, Place
    from checker.model.rules import Retired, View

_SEVERITY = {
    "renamed": Severity.DOUBTFUL,
    "replaced": Severity.DOUBTFUL,
    "gone": Severity.WRONG,
    "history": Severity.UNTIDY,
}
_CITED = re.compile(r"\((?:19|20)\d\d\)|\bAct\b|\bRegulations\b|https?://")
"""A book, report or law in brackets with its year keeps the name it had."""

_MOST = 100
"""Places of one term on one page that are looked at: each costs the reading of its sentence."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@rule(
    "content-retired-term",
    looks_at=Kind.PAGE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_retired_term(page: Page, view: View) -> Iterator[Fault]:
    """This name or term is out of date.

    Why it matters:
        People look for something that does not exist any more, or ask for help that has another name.

    How to fix it:
        Use today's name. Check that the rest of the sentence is still true.

    Problem:
        Your clinical commissioning group decides about this equipment.

    Fine:
        Your integrated care board decides about this equipment.

    Authority:
        The table checker/data/retired-terms.toml: each row names its source
    """
    for term in _likely(view):
        if not _is_of_here(term, page):
            continue
        for number, match in islice(_found(term, page), _MOST):
            if _is_meant(term, match):
                yield _fault(term, page.place(number, *match.span()))
    yield from _closed_sites(view)


def _likely(view: View) -> Iterator[RetiredTerm]:
    """Give the terms of which a phrase may stand on the page, going by its words."""
    terms, in_each_line = _terms(view.settings.retired)
    yield from (terms[number] for number in sorted(set[int]().union(*in_each_line(view.words))))


def _found(term: RetiredTerm, page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    words = pattern(term.words)
    for number, block in enumerate(page.blocks):
        for match in words.finditer(block.text):
            yield number, match


def _is_of_here(term: RetiredTerm, page: Page) -> bool:
    """Tell whether a row holds for this page: a row of one place only where the page names the place."""
    if term.pack == NATIONAL:
        return True
    named = (page.url or "", page.title or "", *(block.text for block in page.blocks))
    return any(term.pack in words.lower() for words in named)


def _is_meant(term: RetiredTerm, match: re.Match[str]) -> bool:
    """Tell whether a sentence speaks of today, and of what the row is about."""
    around = sentence(match.string, *match.span())
    rest = around.replace(match[0], " ", 1)
    if pattern(term.not_if).search(around) or _CITED.search(rest):
        return False
    since = max(map(int, _YEAR.findall(term.since or "")), default=0)
    if any(int(year) < since for year in _YEAR.findall(rest)):
        return False  # it tells of a time when the name was right
    return not term.needs or pattern(term.needs).search(around) is not None


def _fault(term: RetiredTerm, place: Place) -> Fault:
    since = f" since {term.since}" if term.since else ""
    if term.now:
        message = f"“{place.quote}” is out of date. It has been {term.now}{since}."
    else:
        message = f"“{place.quote}” is out of date. There has been none{since}."
    return Fault(
        message=message,
        place=place,
        suggestion=term.now if term.kind == "renamed" else None,
        severity=_SEVERITY[term.kind],
        certainty=Certainty.GUESS if term.kind == "history" else None,
        evidence=(("source", term.source), *((("checked", term.checked.isoformat()),) if term.checked else ())),
    )


def _closed_sites(view: View) -> Iterator[Fault]:
    """Find links to sites that have closed."""
    closed = _hosts(view.settings.retired)
    for name, links in view.hosts().items():
        host = name.removeprefix("www.")
        if host not in closed:
            continue
        now = f" It has been {closed[host].now}." if closed[host].now else ""
        message = f"This address leads to {host}, which has closed.{now}"
        for link in links:
            if link.role in FOLLOWED:
                yield Fault(message=message, place=link.place, severity=Severity.WRONG, certainty=Certainty.SURE)


@lru_cache(maxsize=8)
def _hosts(own: tuple[Retired, ...]) -> dict[str, RetiredTerm]:
    return {host: term for term in (*retired_terms(), *_own_terms(own)) for host in term.hosts}


@lru_cache(maxsize=8)
def _terms(own: tuple[Retired, ...]) -> tuple[tuple[RetiredTerm, ...], InEach[frozenset[int]]]:
    """Give the terms, and what tells of which of them a line of a page has all words of a phrase, by their numbers.

    Args:
        own: What the site file calls out of date, beside the rows of the table.
    """
    terms = (*retired_terms(), *_own_terms(own))
    by_word: defaultdict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
    for number, term in enumerate(terms):
        for phrase in map(words_of, term.words):
            by_word[max(phrase, key=len, default="")].append((phrase, number))

    def of_line(line: str) -> frozenset[int]:
        said = vocabulary((line,))
        near = (each for word in (*said, "") for each in by_word.get(word, ()))
        return frozenset(number for phrase, number in near if phrase <= said)

    return terms, in_each(of_line)


def _own_terms(own: tuple[Retired, ...]) -> tuple[RetiredTerm, ...]:
    """Make rows of what the site file calls out of date."""
    return tuple(
        RetiredTerm(
            words=each.words,
            kind="replaced",
            source=each.source,
            pack=NATIONAL,  # the site is of its place
            now=each.now,
            since=each.since,
            hosts=each.hosts,
            not_if=(*past_signs(), *each.not_if),
        )
        for each in own
    )
