"""Repairs a draft where the right words are certain: they are put in at their place, and nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.fixing import _html, _plain
from checker.fixing._edits import Edit, wanted_edits
from checker.fixing._locating import located
from checker.model.problems import Certainty, Severity
from checker.text import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.fixing._edits import Places
    from checker.model.problems import Problem

KINDS = ("html", "markdown", "text")
"""Readers whose files can be repaired: those that are text."""

_FOR_A_PERSON = frozenset({"email-obfuscated", "link-credentials"})
"""Rules whose faults may be meant: somebody hides an email from robots, or a link needs the password in it."""
_IN_SENTENCES = "content-"
"""Rules about wording: other words may need another sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A repair that was not made, and why."""

    problem: Problem
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A draft after some repairs."""

    words: str
    done: tuple[Problem, ...]
    """What was put right."""
    left: tuple[Advice, ...]


def is_certain(problem: Problem) -> bool:
    """Tell whether the words to put in are right, whatever the writer meant."""
    judged = problem.rule in _FOR_A_PERSON or problem.rule.startswith(_IN_SENTENCES)
    # a move to somebody else's domain is doubtful: the old one may have been sold
    judged = judged or (problem.rule == "link-moved" and problem.severity is not Severity.UNTIDY)
    return problem.certainty is Certainty.SURE and not judged


def advice(problems: Iterable[Problem]) -> Iterator[Advice]:
    """Say what could be written in a file that cannot be repaired here."""
    why = "Change it in the program that the file was written with."
    return (Advice(problem=each, why=why) for each in problems if each.suggestion is not None)


def repair(words: str, kind: str, problems: Iterable[Problem], *, unsafe: bool = False) -> Repaired:
    """Put in the right words for each problem that has some.

    What two problems want to change is changed for the first of them; look for problems again after it.

    Args:
        words: The draft as it is written.
        kind: The reader that reads it, one of `KINDS`.
        problems: What was found in these very words.
        unsafe: Also where the right words are not certain.
    """
    places = _places(words, kind)
    done: list[Problem] = []
    left: list[Advice] = []
    edits: list[Edit] = []
    taken = Spans()
    for problem in problems:
        if problem.suggestion is None:
            continue
        if not unsafe and not is_certain(problem):
            left.append(Advice(problem=problem, why="A person has to decide."))
            continue
        found = wanted_edits(problem, places)
        if not found:
            left.append(Advice(problem=problem, why="Its place in the file was not found exactly."))
        elif not any(taken.overlap(edit.start, edit.end) for edit in found):
            for edit in found:
                taken.add(edit.start, edit.end)
            edits += found
            done.append(problem)
    return Repaired(words=_spliced(words, edits), done=tuple(done), left=tuple(left))


def locate(words: str, kind: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say of each problem on which line and at which letter of the file it stands, where it is found."""
    return tuple(located(words, _places(words, kind), problems))


def _places(words: str, kind: str) -> Places:
    return _html.places(words) if kind == "html" else _plain.places(words)


def _spliced(words: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.start):
        pieces += (words[at : edit.start], edit.words)
        at = edit.end
    return "".join((*pieces, words[at:]))
