"""The addresses that pages lead to, with what became of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checker.addresses import address_of
from checker.model.entries import Destination
from checker.model.mentions import Kind
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from datetime import date

    from checker.model.entries import ReportedPage
    from checker.model.runs import Run
    from checker.model.targets import Target

_NO_GOOD = frozenset(
    {
        Verdict.GONE, Verdict.SITE_GONE, Verdict.FAILING, Verdict.NOT_FOUND_PAGE, Verdict.FOR_SALE, Verdict.HIJACKED,
        Verdict.CERTIFICATE,
    }
)  # fmt: skip
"""What is no good answer: from the first night on it is failing."""


def destinations(run: Run, pages: tuple[ReportedPage, ...]) -> tuple[Destination, ...]:
    """List every distinct address, sorted: those that were asked, or offline those that were met."""
    met = _met(pages)
    if not run.targets:
        return tuple(Destination(url=url, pages=len(pages)) for url, pages in sorted(met.items()))
    return tuple(
        Destination(url=each.url, pages=len(met.get(each.url, ())), target=each, failing_since=_since(each, run.today))
        for each in sorted(run.targets, key=lambda each: each.url)
    )


def _met(pages: tuple[ReportedPage, ...]) -> dict[str, set[str]]:
    met: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for mention in page.result.inventory.of(Kind.LINK):
            address = address_of(mention)
            if address:
                met[address].add(page.address)
    return met


def _since(target: Target, today: date) -> date | None:
    return (target.past.failing_since or today) if target.verdict in _NO_GOOD else None
