"""Weighs what a page says about its age: one pure function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import last_day
from checker.model.mentions import Origin, Role, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_TRUST = list(Origin)


def weigh(stamps: Iterable[Stamp], today: date) -> tuple[Stamp | None, Stamp | None, str | None]:
    """Judge when a page was last updated, when it was published, and when it is due for review.

    The most trusted origin wins. Of one origin the latest date is that of the last change, and the earliest that of
    the publication. A date in the future is nobody's update.

    Returns:
        Updated, published, and the review date in ISO form; None for what the page does not say.
    """
    said = [each for each in stamps if each.date <= today.isoformat() or each.kind is Role.REVIEW_DUE]
    due = [day for each in said if each.kind is Role.REVIEW_DUE and (day := last_day(each.date))]
    published = _best((each for each in said if each.kind is Role.PUBLISHED), latest=False)
    return (
        _best(each for each in said if each.kind in {Role.MODIFIED, Role.REVIEWED}) or published,
        published,
        max(due).isoformat() if due else None,
    )


def _best(stamps: Iterable[Stamp], *, latest: bool = True) -> Stamp | None:
    ordered = sorted(stamps, key=lambda each: each.date, reverse=latest)
    return min(ordered, key=lambda each: _TRUST.index(each.origin), default=None)
