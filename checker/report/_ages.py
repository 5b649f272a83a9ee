"""Pages that need a look soon, though nothing is wrong with them yet."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from checker.model.entries import Ageing
from checker.model.mentions import Role
from checker.model.rules import Ages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.entries import ReportedPage
    from checker.model.sites import Site

_SOON = timedelta(days=60)


def ageing(pages: tuple[ReportedPage, ...], today: date, site: Site | None) -> tuple[Ageing, ...]:
    """List pages whose review is due or whose age becomes a problem within 60 days, the soonest first."""
    ages = site.ages if site else Ages()
    found = (each for page in pages if page.result.read for each in _coming(page, ages, today))
    soon = (each for each in found if today < each.on <= today + _SOON)
    return tuple(sorted(soon, key=lambda each: (each.on, each.page.address)))


def _coming(page: ReportedPage, ages: Ages, today: date) -> Iterator[Ageing]:
    known = page.result.inventory
    due = _day(known.review_due)
    if due:
        yield Ageing(page=page, on=due, why="Its review is due.")
        return
    latest = known.looked_after(today)
    updated = _day(latest.date) if latest else None
    if updated and latest:
        done = "reviewed" if latest.kind is Role.REVIEWED else "changed"
        for months in (ages.untidy, ages.doubtful, ages.wrong):
            yield Ageing(
                page=page, on=_later(updated, months), why=f"It will not have been {done} for {months} months."
            )


def _day(written: str | None) -> date | None:
    """Read a whole date; a month or a year alone is too vague to say when."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _later(when: date, months: int) -> date:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
