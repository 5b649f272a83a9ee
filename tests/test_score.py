"""The marks on pages labelled by hand, as `make score` measures them."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections import Counter
from pathlib import Path

import pytest

from tests.shared import shared

Tally = dict[tuple[str, str], Counter[str]]


@pytest.fixture(scope="module")
def tally() -> Tally:
    """Read what the score prints: hits, false ones and missed ones per origin and field."""
    program = Path(sysconfig.get_path("scripts"), "checker")
    command = [sys.executable, shared("labelled") / "score.py", "--checker", program]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100).stdout
    sys.stdout.write(said)
    found: Tally = {}
    for line in said.splitlines()[1:]:
        origin, *field, hit, false, missed, _ = line.split()
        found[origin, " ".join(field)] = Counter(hit=int(hit), false=int(false), missed=int(missed))
    return found


def f1(tally: Tally, field: str) -> float:
    counts = sum((count for (_, name), count in tally.items() if name == field), Counter())
    return 2 * counts["hit"] / (2 * counts["hit"] + counts["false"] + counts["missed"])


@pytest.mark.parametrize(
    ("field", "mark"),
    [
        ("phone raw", 0.95),
        ("phone value", 0.95),
        ("email", 0.95),
        ("address", 0.95),
        ("contact members", 0.9),
        ("contact name", 0.8),
        ("phone role", 0.95),
        ("phone label", 0.9),
        ("date", 0.95),
    ],
)
def test_marks(tally: Tally, field: str, mark: float) -> None:
    assert f1(tally, field) >= mark


def test_no_trap_is_taken(tally: Tally) -> None:
    assert {origin: count for (origin, field), count in tally.items() if field == "phone traps" and +count} == {}


def test_dates_on_the_real_texts(tally: Tally) -> None:
    counts = tally["real-licensed", "date"]
    assert counts["false"] + counts["missed"] <= 4
