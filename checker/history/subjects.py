"""What in the outside world a problem speaks of. Where that could not be asked, the problem was not looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import urls
from checker.history import codec

if TYPE_CHECKING:
    from checker.model.problems import Problem


def subject_of(problem: Problem, address: str | None = None) -> bytes | None:
    """Give the key of the address or mail domain a problem depends on; None where it depends on neither.

    Args:
        problem: Any problem.
        address: The address as it was asked, where the caller knows it. Without it, it is read from the problem.
    """
    if address is not None:
        return codec.key(address)
    place = problem.place
    if problem.rule.startswith("link-"):
        absolute = urls.resolve(place.href or place.quote, problem.page)
        asked = urls.target(absolute) if absolute else None
        return codec.key(asked) if asked else None
    if problem.rule.startswith("email-"):
        domain = (place.href or place.quote).rpartition("@")[2].partition("?")[0].strip().lower()
        return codec.key(domain) if domain else None
    if problem.rule == "contact-not-at-source":
        website = dict(problem.evidence).get("website")
        return codec.key(website) if website else None
    return None
