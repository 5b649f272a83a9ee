"""Says why an answer is of no use, in the middle of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.fetching import Fetched

_OK = 200
_WORDS = {
    "robots": "robots.txt does not allow it",
    "timeout": "there was no answer in time",
    "no-name": "its host does not exist",
    "refused": "its host does not answer",
    "not-public": "its host is private or local",
}


def refusal(fetched: Fetched) -> str:
    """Say why there is nothing to read: `the answer was 404`. Empty where there is."""
    if fetched.status == _OK:
        return ""
    if fetched.status is not None:
        return f"the answer was {fetched.status}"
    failure = str(fetched.failure or "unknown")
    return _WORDS.get(failure, f"there was no answer ({failure})")
