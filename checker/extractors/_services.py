"""A service and the organisation that runs it: when two names are one, and which of the two a card is about."""

from __future__ import annotations

import re

from checker.text import squash

_RUN_BY = re.compile(r"\b(?:managed|run|provided|operated|funded) by (?:the )?$")
_ABBREVIATED = 8
"""Letters of capitals, up to which a name is taken for the abbreviation of the one beside it."""


def of_service(service: str, organisation: str, told: str) -> str:
    """Name a service with the organisation that runs it, the one first that the text below is about.

    Args:
        service: The first line of a card.
        organisation: The second.
        told: The text below.
    """
    subject = squash(told[:200]).removeprefix("The ")
    both = (service, organisation)
    names = {form: each for each in both for form in (each, without_brackets(each), *re.findall(r"\(([A-Z]+)\)", each))}
    about = max((form for form in names if subject.startswith(form)), key=len, default="")
    if subject.startswith((f"{organisation}'s {service}", f"{organisation}’s {service}")):
        return f"{organisation} - {service}"
    managed = subject.find(organisation)
    if managed > 0 and _RUN_BY.search(subject[:managed]):
        return f"{organisation} - {service}"
    if about and names[about] == organisation and organisation not in {service, ""}:
        return organisation if service.startswith(organisation) else f"{organisation} ({service})"
    return service if _same(service, organisation) else f"{service} ({organisation})"


def without_brackets(name: str) -> str:
    """Drop what stands in brackets."""
    return squash(re.sub(r"\([^()]*\)", "", name))


def is_same(one: str, other: str) -> bool:
    """Tell whether two names are one, but for what stands in brackets, the article and the form of apostrophes."""
    first, second = (without_brackets(name).replace("’", "'").removeprefix("The ").lower() for name in (one, other))
    return first == second


def _same(one: str, other: str) -> bool:
    """Tell whether one name holds the other, or is its abbreviation."""
    short, long = sorted((without_brackets(one), without_brackets(other)), key=len)
    return short in long or (short.isupper() and len(short) < _ABBREVIATED)
