"""What is judged: an address, what was seen of it, and what is known from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.problems import Certainty, Severity
from checker.model.targets import Judgement
from checker.text import count
from checker.urls import host_of

if TYPE_CHECKING:
    from datetime import date

    from checker.model.targets import Evidence, Past, Verdict

_TRUSTED = (".gov.uk", ".nhs.uk", ".ac.uk", ".police.uk")


class Case(Struct, frozen=True, kw_only=True):
    """One address as it stands before its judge."""

    url: str
    seen: Evidence
    past: Past
    today: date
    others_fine: bool = False
    """True if other addresses of the same host answered well tonight."""

    @property
    def host(self) -> str:
        """The host the link names."""
        return host_of(self.url)

    @property
    def final_host(self) -> str:
        """The host that answered in the end."""
        return host_of(self.seen.final_url) or self.host

    @property
    def trusted(self) -> bool:
        """Tell whether the host's names are given only to public bodies."""
        return self.host.endswith(_TRUSTED)

    @property
    def agreed(self) -> bool:
        """Tell whether it was asked at least twice tonight and gave the same answer."""
        return self.seen.looks > 1 and not self.signs("earlier")

    @property
    def running(self) -> bool:
        """Tell whether this is at least the second night in a row without a good answer."""
        since, last = self.past.failing_since, self.past.verdict
        known = last is None or last.is_answer
        return self.past.nights > 0 and known and (since is None or since < self.today)

    def signs(self, kind: str) -> tuple[str, ...]:
        """Give the words of the signs of one kind."""
        if not self.seen.signs:
            return ()
        head = f"{kind}: "
        return tuple(each.removeprefix(head) for each in self.seen.signs if each.startswith(head))


def wrong(verdict: Verdict, why: str, certainty: Certainty = Certainty.SURE) -> Judgement:
    """Judge that a reader is let down."""
    return Judgement(verdict=verdict, why=why, severity=Severity.WRONG, certainty=certainty)


def doubtful(verdict: Verdict, why: str, certainty: Certainty = Certainty.SURE) -> Judgement:
    """Judge that a person has to look."""
    return Judgement(verdict=verdict, why=why, severity=Severity.DOUBTFUL, certainty=certainty)


def unchecked(verdict: Verdict, why: str) -> Judgement:
    """Say that it could not be checked."""
    return Judgement(verdict=verdict, why=why)


def how_long(case: Case) -> str:
    """Say in a sentence since when an address gives no good answer, or nothing on the first night."""
    if not case.running:
        return ""
    nights = count(case.past.nights + 1, "night")
    since = case.past.failing_since
    return f" It has not answered well for {nights}{f', since {spoken(since)}' if since else ''}."


def spoken(day: date) -> str:
    """Write a date as people do: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"
