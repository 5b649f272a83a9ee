"""Days as values: what a date in ISO stands for, how long ago it was, and how a person says it."""

from __future__ import annotations

import re
from datetime import date

_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def whole(iso: str) -> date | None:
    """Read YYYY-MM-DD strictly; None for anything else, also for a day that does not exist."""
    # Python's own reading takes weeks and dates without hyphens too
    try:
        return date.fromisoformat(iso) if _WHOLE.fullmatch(iso) else None
    except ValueError:
        return None


def last_day(iso: str) -> date | None:
    """Give the last day that a date, month or year may mean; None for a date without a year."""
    if iso.startswith("--"):
        return None
    year, _, rest = iso.partition("-")
    if not rest:
        return date(int(year), 12, 31)
    month, _, day = rest.partition("-")
    if day:
        return whole(iso)
    following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def in_words(day: date) -> str:
    """Write a date as a person says it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def ago(day: date, today: date) -> str:
    """Say how long ago a day was, as a person would: "yesterday", "337 days ago", "18 months ago", "9 years ago"."""
    days, months = (today - day).days, months_between(day, today)
    if days <= 1:
        return "yesterday" if days else "today"
    if months < 12:  # noqa: PLR2004 - a year
        return f"{days} days ago"
    return f"{months} months ago" if months < 36 else f"{months // 12} years ago"  # noqa: PLR2004 - three years


def months_between(earlier: date, later: date) -> int:
    """Count the whole months from one date to another; negative if they are the other way round."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)
