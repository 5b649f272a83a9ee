"""Says why an answer is of no use, in the middle of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.fetching import Failure

if TYPE_CHECKING:
    from checker.model.fetching import Fetched

_OK = 200
_WORDS = {
    Failure.ROBOTS: "robots.txt does not allow it",
    Failure.TIMEOUT: "there was no answer in time",
    Failure.NO_NAME: "its host does not exist",
    Failure.REFUSED: "its host does not answer",
    Failure.NOT_PUBLIC: "its host is private or local",
}


def refusal(fetched: Fetched) -> str:
    """Say why there is nothing to read: `the answer was 404`. Empty where there is."""
    if fetched.status == _OK:
        return ""
    if fetched.status is not None:
        return f"the answer was {fetched.status}"
    failure = fetched.failure or Failure.OTHER
    return _WORDS.get(failure, f"there was no answer ({failure})")
