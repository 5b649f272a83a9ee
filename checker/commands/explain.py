"""checker explain: what a rule looks for, why, and how to put it right."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker.commands import _choices, _options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.commands._options import Manner
    from checker.model.rules import RuleDoc

_COLUMN = 18
"""Where the words begin, beside their headings."""


def explain(rule: str, manner: Manner) -> int:
    """Say what a rule looks for, why, and how to put it right."""
    # what this needs is not needed for --help
    from checker import rules  # noqa: PLC0415
    from checker.commands import _endings, _output, _terminal  # noqa: PLC0415

    doc = next(each.doc for each in rules.catalogue() if each.name == rule)
    lines = _lines(doc, width=_terminal.width(), bold=_output.colour_of_results(manner))
    return _output.finish("\n".join(lines) + "\n", _output.STDOUT, _endings.FINE)


command = _options.naming("rule", _choices.rules, metavar="RULE")(explain)


def _lines(doc: RuleDoc, *, width: int, bold: bool) -> Iterator[str]:
    facts = f"{doc.severity.value.capitalize()} · {'works offline' if doc.offline else 'needs the network'}"
    name = doc.name.ljust(2 * _COLUMN - 1)
    yield f"{_bold(name) if bold else name}{facts} · since {doc.since}"
    yield ""
    yield doc.title
    yield ""
    said = {"Why it matters": doc.why, "How to fix it": doc.fix, "Problem": doc.problem, "Fine": doc.fine}
    for heading, words in {**said, "Authority": doc.authority}.items():
        yield from _part(heading, words, width=width, wrap=words not in {doc.problem, doc.fine})
    yield ""
    yield from _part("To accept one:", _accepting(doc.name), width=width, wrap=False)


def _part(heading: str, words: str, *, width: int, wrap: bool) -> Iterator[str]:
    # textwrap is imported here because --help does not need it
    from textwrap import wrap as wrapped  # noqa: PLC0415

    lines = words.splitlines() if not wrap else wrapped(words, width - _COLUMN, break_on_hyphens=False)
    for number, line in enumerate(lines):
        yield f"{heading if not number else '':<{_COLUMN}}{line}".rstrip()


def _accepting(name: str) -> str:
    from checker import family  # noqa: PLC0415 - see the command

    if "accept" in family.names(import_module("checker.commands")):
        return 'checker accept ID --reason "..." --by "..." --until 2027-05-01'
    return f'in the site file: [[accept]] rule = "{name}", with page, reason, by and until'


def _bold(words: str) -> str:
    return f"\x1b[1m{words}\x1b[0m"
