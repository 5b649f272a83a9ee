"""What is said to be true of the world over its nights."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from tests.world import truth
from tests.world.council import ORIGIN


def states(night: int, state: str) -> set[tuple[str, str]]:
    return {
        (problem.rule, problem.what if problem.rule.startswith("link-") else problem.page.removeprefix(ORIGIN))
        for problem, each in truth.problems(night).items()
        if each == state
    }


def test_nothing_is_new_on_the_first_night() -> None:
    first = truth.problems(1)
    assert set(first.values()) == {"still-open"}
    assert truth.Known("link-gone", f"{ORIGIN}/", "https://www.harbourshire-web.org.uk/accessibility/2019") in first
    twice = [problem.page for problem in first if problem.what == "https://www.vanished-clubs.org.uk/clubs/saturday"]
    assert len(twice) == 2


def test_every_state_comes_about_on_the_second() -> None:
    assert states(2, "new") == {
        ("phone-cannot-ring", "/local-offer/worsened"),
        ("link-gone", "https://www.fading-clubs.org.uk/timetable"),
        ("link-gone", "/local-offer/holiday-hunger"),
        ("link-failing", "/local-offer/transport-appeals"),
        ("link-failing", "https://www.falling-rooms.org.uk/a"),
        ("link-hijacked", "https://www.stolen-play.org.uk/sessions"),
        ("link-hijacked", "https://www.taken-play.org.uk/"),
    }
    assert states(2, "fixed") == {
        ("phone-cannot-ring", "/local-offer/mended"),
        ("phone-cannot-ring", "/local-offer/holiday-hunger"),
        ("link-gone", "https://www.mending-clubs.org.uk/timetable"),
        ("link-failing", "https://www.recovering-rooms.org.uk/a"),
        ("link-failing", "https://www.flapping-rooms.org.uk/a"),
    }
    assert states(2, "not-seen") == {("phone-cannot-ring", "/local-offer/transport-appeals")}


def test_what_was_not_seen_is_open_on_the_third_and_what_flaps_is_new_again() -> None:
    assert ("phone-cannot-ring", "/local-offer/transport-appeals") in states(3, "still-open")
    assert states(3, "new") == {("link-failing", "https://www.flapping-rooms.org.uk/a")}
    assert states(3, "fixed") == {("link-failing", "/local-offer/transport-appeals")}
    assert set(Counter(truth.problems(2).values())) == set(get_args(truth.Seen))


def test_own_pages_are_targets_too() -> None:
    said = {night: truth.targets(night) for night in (1, 2)}
    broken, gone, moved = (f"{ORIGIN}/local-offer/{each}" for each in ("broken-form", "old-respite", "send-iass"))
    assert [said[night][broken].severity for night in (1, 2)] == ["doubtful", "wrong"]
    assert (said[1][gone].verdict, said[1][moved].verdict) == ("gone", "moved")
    assert said[1][f"{ORIGIN}/local-offer/transport"].verdict == "fine"


def test_what_cannot_be_checked_is_no_problem() -> None:
    said = truth.unchecked(1)
    assert set(said.values()) == {"blocked-us", "robots", "unknown"}
    assert not {problem.what for problem in truth.problems(1)} & set(said)
