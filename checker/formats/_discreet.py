"""Takes out of a document what is nobody's business, before it is written for people.

The address of a mail wrapper holds the email address of whoever copied it. JSON keeps every word as it stands on the
page, for whoever has to find it there; what people open, send on and print does not show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from checker import wrappers
from checker.model.reports import Extraction, Report
from checker.model.runs import PageResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Place
    from checker.model.problems import Problem


def discreet(document: Report | Extraction) -> Report | Extraction:
    """Give the document without the readers' addresses; the same one where there are none."""
    if not any(map(_tells, _words(document))):
        return document
    hidden = _Hiding().value(document)
    if not isinstance(hidden, Report | Extraction):
        raise TypeError(hidden)
    return hidden


def pages(found: Iterable[PageResult]) -> Iterator[PageResult]:
    """Give pages with all that stands on them without the readers' addresses, one by one."""
    for page in found:
        hidden = _Hiding().value(page) if any(map(_tells, _of_page(page))) else page
        if not isinstance(hidden, PageResult):
            raise TypeError(hidden)
        yield hidden


def _tells(words: str | None) -> bool:
    return words is not None and "data" in words and wrappers.discreet(words) != words


def _words(document: Report | Extraction) -> Iterator[str | None]:
    """Give the words such an address can stand in."""
    if isinstance(document, Extraction):
        yield from (words for page in document.pages for words in _of_page(page))
        return
    yield from (words for page in document.run.pages for words in _of_page(page))
    absent = document.comparison.absent if document.comparison else ()
    yield from (words for each in absent for words in _of_problem(each.problem))
    yield from (each.what for each in document.run.unchecked)


def _of_page(page: PageResult) -> Iterator[str | None]:
    yield page.target
    yield from (words for each in page.inventory.mentions for words in _of_mention(each))
    yield from (words for each in page.problems for words in _of_problem(each))
    yield from (each.what for each in page.unchecked)


def _of_mention(mention: Mention) -> Iterator[str | None]:
    yield from (mention.raw, mention.value, mention.text, mention.label)
    yield from _of_place(mention.place)


def _of_problem(problem: Problem) -> Iterator[str | None]:
    yield from (problem.message, problem.suggestion)
    yield from (value for _, value in problem.evidence)
    yield from _of_place(problem.place)


def _of_place(place: Place) -> Iterator[str | None]:
    yield from (place.quote, place.href, place.before, place.after, place.heading)


class _Hiding:
    """Rewrites a tree of values. What stands in several places of a report is rewritten once."""

    def __init__(self) -> None:
        self._done: dict[int, tuple[object, object]] = {}

    def value(self, value: object) -> object:
        if type(value) is str:
            return wrappers.discreet(value)
        if not isinstance(value, tuple | Struct):
            return value
        if id(value) not in self._done:
            # the original is kept too, so that nothing else can get its id meanwhile
            self._done[id(value)] = value, self._rewritten(value)
        return self._done[id(value)][1]

    def _rewritten(self, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(self.value, value))
        if not isinstance(value, Struct):
            return value
        old = asdict(value)
        new = {name: self.value(each) for name, each in old.items()}
        changed = {name: each for name, each in new.items() if each != old[name]}
        return replace(value, **changed) if changed else value
