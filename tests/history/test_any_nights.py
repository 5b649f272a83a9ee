"""Whatever the nights bring, the states are those of a second, simpler way to work them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from checker import history
from checker.model.targets import Verdict
from tests.history.nights import FIRST, PHONE, RULES, A, B, C, Night, problem, run

if TYPE_CHECKING:
    from checker.model.nights import Comparison

HELP = "https://help.example.org/"
LINK = problem(A, HELP, "link-gone")
QUOTES = ("1", "2")

looks = st.one_of(
    st.sets(st.sampled_from(QUOTES)).map(frozenset),
    st.sampled_from(["unread", "gone", "listed", "missing"]),
)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one night brings: of each page the words found on it, or what became of it."""

    pages: dict[str, frozenset[str] | str]
    link: Verdict | None
    """Where the link on the first page leads; None if it is not on it."""
    complete: bool
    phones: bool
    """False if the rule on phones was left out."""


nights = st.builds(
    Seen,
    pages=st.fixed_dictionaries(dict.fromkeys((A, B, C), looks)),
    link=st.sampled_from([None, Verdict.FINE, Verdict.GONE, Verdict.BLOCKED_US]),
    complete=st.sampled_from([True, True, False]),
    phones=st.sampled_from([True, True, True, False]),
)


@dataclass
class Known:
    """A problem in the reference."""

    state: str
    first: int
    last: int
    runs: int = 1


@dataclass
class Reference:
    """The rules of contract 3 told once more, over plain sets, a night at a time."""

    day: int = 0
    problems: dict[str, Known] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    answered: bool = False
    asked: bool = False
    settled: bool = False
    phones: bool = False

    def night(self, seen: Seen) -> dict[str, tuple[str, bool]]:
        """Give the state of every problem that is told this night, and whether its rule is new."""
        found = {each.fingerprint: each for each in self._found(seen)}
        told = {key: self._of_found(key, each.page, each.rule) for key, each in found.items()}
        for key, known in self.problems.items():
            if key not in found and known.state != "fixed":
                told[key] = (self._of_absent(key, seen), False)
        for key, (state, _) in told.items():
            if key in found:
                known = self.problems.setdefault(key, Known(state, self.day, self.day, 0))
                known.runs += 1
                known.last = self.day
            self.problems[key].state = state
        self._learn(seen)
        return told

    @staticmethod
    def _found(seen: Seen) -> list:
        phones = [
            problem(page, quote)
            for page, look in seen.pages.items()
            if isinstance(look, frozenset) and seen.phones
            for quote in look
        ]
        links = [LINK] if seen.link is Verdict.GONE and isinstance(seen.pages[A], frozenset) else []
        return [*phones, *links]

    def _of_found(self, key: str, page: str, rule: str) -> tuple[str, bool]:
        before = self.problems.get(key)
        if before:
            return ("new" if before.state == "fixed" else "still-open"), False
        if self.day == 0:
            return "still-open", False
        if rule == PHONE and not self.phones:
            return "still-open", True
        looked_at = page in self.read or (page not in self.met and self.settled)
        if rule != PHONE and self.asked and not self.answered:
            looked_at = False
        return ("new" if looked_at else "still-open"), False

    def _of_absent(self, key: str, seen: Seen) -> str:
        page = next(page for page in (A, B, C) if key in self._keys(page))
        look = seen.pages[page]
        if look == "gone" or (look == "missing" and seen.complete):
            return "fixed"
        if not isinstance(look, frozenset):
            return "not-seen"
        if key == LINK.fingerprint:
            unsure = seen.link is Verdict.BLOCKED_US or (seen.link is None and not seen.complete)
            return "not-seen" if unsure else "fixed"
        return "fixed" if seen.phones else "not-seen"

    @staticmethod
    def _keys(page: str) -> set[str]:
        phones = {problem(page, quote).fingerprint for quote in QUOTES}
        return phones | ({LINK.fingerprint} if page == A else set())

    def _learn(self, seen: Seen) -> None:
        self.day += 1
        self.read |= {page for page, look in seen.pages.items() if isinstance(look, frozenset)}
        self.met |= {page for page, look in seen.pages.items() if look != "missing"}
        if isinstance(seen.pages[A], frozenset) and seen.link:
            self.asked = True
            self.answered = self.answered or seen.link.is_answer
        self.settled = self.settled or seen.complete
        self.phones = self.phones or seen.phones


def as_night(seen: Seen) -> Night:
    pages = {}
    for page, look in seen.pages.items():
        if isinstance(look, frozenset):
            pages[page] = [problem(page, quote) for quote in sorted(look)] if seen.phones else []
        elif look in {"unread", "gone"}:
            pages[page] = None
    on_page = isinstance(seen.pages[A], frozenset) and seen.link is not None
    if on_page and seen.link is Verdict.GONE:
        pages[A] = [*(pages[A] or []), LINK]
    used = RULES if seen.phones else tuple(each for each in RULES if each != PHONE)
    return Night(
        pages=pages,
        statuses={page: 404 for page, look in seen.pages.items() if look == "gone"},
        targets={HELP: seen.link} if on_page and seen.link else {},
        rules=used,
        left_out=() if seen.phones else (PHONE,),
        complete=seen.complete,
        unread=tuple(page for page, look in seen.pages.items() if look == "listed"),
    )


def told_by(comparison: Comparison) -> dict[str, tuple[str, bool]]:
    seen = {key: (each.state.value, each.new_rule) for key, each in comparison.standings.items()}
    return seen | {each.problem.fingerprint: (each.standing.state.value, False) for each in comparison.absent}


@settings(max_examples=60, deadline=None)
@given(st.lists(nights, min_size=1, max_size=6))
def test_the_states_are_those_of_the_reference(story: list[Seen]) -> None:
    reference = Reference()
    with history.opened("sqlite://") as memory:
        for day, seen in enumerate(story):
            told = run(memory, day, as_night(seen))
            assert told_by(told) == reference.night(seen)
            standings = told.standings | {each.problem.fingerprint: each.standing for each in told.absent}
            for key, each in standings.items():
                known = reference.problems[key]
                assert (each.runs, each.first_seen, each.last_seen) == (
                    known.runs,
                    FIRST + timedelta(days=known.first),
                    FIRST + timedelta(days=known.last),
                )
