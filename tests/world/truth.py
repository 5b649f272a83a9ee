"""What a checker should have to say after each night, worked out from what the world is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tests.world import council, shapes, situations
from tests.world.council.rendering import FOOTER_LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world.model import Expected, Situation

Seen = Literal["new", "still-open", "fixed", "not-seen"]


class Known(NamedTuple):
    """What one problem is known by."""

    rule: str
    page: str
    """The address of the page; of the whole site's start for what stands in its template."""
    what: str
    """The link as it is written, or words of the quote; empty for the whole page."""


def problems(night: int) -> dict[Known, Seen]:
    """Give each problem's state after a night, when every night since the first was run."""
    known: dict[Known, Seen] = {}
    for each in range(1, night + 1):
        here, unsure = set(_standing(each)), set(_unseen(each))
        before = {problem for problem, state in known.items() if state != "fixed"}
        known = {problem: "still-open" if problem in before or each == 1 else "new" for problem in here}
        known |= {problem: "not-seen" if problem in unsure else "fixed" for problem in before - here}
    return known


def targets(night: int) -> dict[str, Expected]:
    """Give what is true on a night of every address the council's pages link to, their furniture apart."""
    own = {page.url: _own(page, night) for page in council.contents_of_the_offer()}
    return own | {each.asked: each.on(night) for each in _outside().values()}


def unchecked(night: int) -> dict[str, str]:
    """Give the verdict on every address of which nothing can be said on a night."""
    return {url: expected.verdict for url, expected in targets(night).items() if _is_unsure(expected.verdict)}


def _standing(night: int) -> Iterator[Known]:
    for page, fault in council.faults(night):
        yield Known(fault.rule, page.url, fault.quote)
    for where, each in _links():
        expected = each.on(night)
        if expected.severity:
            yield Known(f"link-{expected.verdict}", where, each.url)
    for page in council.contents_of_the_offer():
        own = _own(page, night)
        if own.severity:
            yield Known(f"link-{own.verdict}", f"{council.ORIGIN}/local-offer/", page.target)


def _unseen(night: int) -> Iterator[Known]:
    """Give every problem that might be there still, for all that can be seen on a night."""
    for page in council.pages():
        if page.state(night) in {council.State.SILENT, council.State.FAILING}:
            yield from (Known(fault.rule, page.url, fault.quote) for fault in page.faults)
    for where, each in _links():
        if _is_unsure(each.on(night).verdict):
            yield from (Known(f"link-{expected.verdict}", where, each.url) for expected in each.expected)


def _own(page: council.Page, night: int) -> Expected:
    """Give what is true of the council's own page, as the target of a link."""
    match page.state(night):
        case council.State.READ:
            return shapes.FINE[0]
        case council.State.ABSENT:
            return shapes.GONE[0]
        case council.State.MOVED:
            return shapes.MOVED[0]
        case council.State.SILENT | council.State.FAILING:
            running = night > 1 and page.state(night - 1) in {council.State.SILENT, council.State.FAILING}
            return shapes.FAILING[running]


def _links() -> Iterator[tuple[str, Situation]]:
    outside = _outside()
    yield council.ORIGIN + "/", outside[FOOTER_LINK]
    yield from ((page.url, outside[name]) for page in council.pages() for name in page.links)


def _outside() -> dict[str, Situation]:
    return {each.name: each for place in situations.places() for each in place.situations}


def _is_unsure(verdict: str) -> bool:
    return verdict in {"blocked-us", "robots", "unknown"}
