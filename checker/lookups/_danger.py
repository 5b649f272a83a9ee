"""Judges addresses that changed hands: harmful content where there was none, and domains nobody looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups._case import spoken, wrong
from checker.lookups._moves import other_owner
from checker.lookups._print import strange
from checker.lookups._sight import OK
from checker.lookups._tongue import is_ours
from checker.model.fetching import Failure
from checker.model.problems import Certainty, Severity
from checker.model.targets import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lookups._case import Case

_TWO = 2


def hijacked(case: Case) -> Judgement | None:
    """Judge harmful content by two independent signs, one of them other than vocabulary."""
    if case.seen.status not in OK:
        return None
    good = case.past.good
    always = good is not None and any(each.startswith("harm: ") for each in good.signs)
    said = () if case.trusted or always else case.signs("harm")
    if not (said or case.trusted):
        return None  # nearly every page
    others = list(_other_signs(case))
    if not (said and others) and not (case.trusted and _plainly_taken_over(case, others)):
        return None
    again = case.past.verdict is Verdict.HIJACKED
    about = f"The address now shows harmful content: {said[0]}." if said else "The address was taken over by others."
    return Judgement(
        verdict=Verdict.HIJACKED,
        why=f"{about} Another sign: {others[0]}.",
        severity=Severity.DANGER,
        certainty=Certainty.SURE if again else Certainty.LIKELY,
    )


def _plainly_taken_over(case: Case, others: list[str]) -> bool:
    """Judge a public body's name without any vocabulary: what it shows is not ours, and something else is odd."""
    shows = bool(case.signs("odd")) or _changed_tongue(case)
    return shows and len(others) >= _TWO


def _other_signs(case: Case) -> Iterator[str]:
    seen, past = case.seen, case.past
    good = past.good
    # a page about gambling may say what it likes of itself; on a public body's name only its label counts
    yield from (each for each in case.signs("odd") if not case.trusted or "labels itself" in each)
    if _changed_tongue(case):
        yield f"its language is {seen.language}"
    elif good and strange(good.words, seen.words) and good.title != seen.title and not case.trusted:
        yield f"on {spoken(past.last_good or good.asked.date())} it was about something else"
    gone = past.evidence is not None and past.evidence.failure is Failure.NO_NAME
    if gone or past.verdict in {Verdict.SITE_GONE, Verdict.FOR_SALE}:
        yield "its name was given up before"
    if other_owner(case.host, case.final_host):
        yield f"it leads on to {case.final_host}"
    if case.signs("for-sale"):
        yield "it bears marks of a parked domain"


def _changed_tongue(case: Case) -> bool:
    """Tell whether the language is neither ours nor what it was; without a past, a British name answers for ours."""
    if is_ours(case.seen.language):
        return False
    good = case.past.good
    return is_ours(good.language) if good else case.host.endswith(".uk") and not case.trusted


def for_sale(case: Case) -> Judgement | None:
    """Judge a domain that is parked, for sale, expired or suspended, by two signs."""
    found = case.signs("for-sale")
    if len(found) < _TWO:
        return None
    why = f"Nobody looks after this website any more: it is parked, for sale or suspended ({found[0]}; {found[1]})."
    return wrong(Verdict.FOR_SALE, why, Certainty.LIKELY)
