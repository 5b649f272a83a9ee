"""A site whose name is written with letters that only look right."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Alphabets whose letters are taken for one another (Unicode TR 39, confusables)."""
_LIKE_LATIN = frozenset("аеорсухіјѕԁһӏԛԝԍАВЕКМНОРСТХІЈЅαοικνρτυχ")
"""Letters of Cyrillic and Greek that are printed as Latin ones are."""


@rule(
    "link-lookalike",
    looks_at=Kind.LINK,
    severity=Severity.DANGER,
    certainty=Certainty.LIKELY,
    since="0.1",
    hints=("xn--",),
)
def link_lookalike(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link leads to a site whose name only looks like another's.

    Why it matters:
        Letters of another alphabet look the same. Fraud uses them to pass for a site people trust.

    How to fix it:
        Take the link away. Type the address of the right site by hand.

    Problem:
        <p><a href="https://www.xn--hrbour-3nf.org.uk/">Harbour Families</a></p>

    Fine:
        <p><a href="https://www.harbour.org.uk/">Harbour Families</a></p>

    Authority:
        Unicode Technical Standard 39, Unicode Security Mechanisms: mixed-script detection
    """
    if link.role not in FOLLOWED or not link.value or "xn--" not in link.value:
        return
    labels = [_decoded(label) for label in host_of(link.value).split(".")]
    ending = labels[-1]
    if any(_mixes(label) or (ending.isascii() and _disguised(label)) for label in labels):
        name = ".".join(labels)
        message = f"The name “{name}” is written with letters of another alphabet."
        yield Fault(message=message, place=link.place, evidence=(("host", host_of(link.value)),))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _mixes(label: str) -> bool:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in label if letter.isalpha())
    return len({name for name in names if name in _ALPHABETS}) > 1


def _disguised(label: str) -> bool:
    """Tell a word made wholly of another alphabet's letters that look Latin."""
    letters = [letter for letter in label if letter.isalpha()]
    return bool(letters) and all(letter in _LIKE_LATIN for letter in letters)
