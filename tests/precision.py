"""Writes docs/precision.md: every problem raised on real texts, and which are false: `python -m tests.precision`.

The texts lie beside the repository, not in it. What is false stands in `FALSE`, judged by a person who read the text.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine
from tests.shared import rows, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parent.parent / "docs" / "precision.md"
TODAY = date(2026, 11, 23)
"""The day on which the texts were read."""
FALSE = {
    ("content-past-deadline", "gov-budget"): "the title of a table from 2016, which told the truth then and does now",
}
NO_JUDGEMENT = {
    "link-plain-text-address": "the texts are plain, so no address in them is a link; on their pages most are",
}


class Raised(NamedTuple):
    """A problem on a real text."""

    rule: str
    text: str
    quote: str


def raised() -> Iterator[Raised]:
    """Yield every problem that the rules raise on the real texts, sorted."""
    found = set()
    for name, words in texts():
        source = Source(target=name, body=words.encode())
        result = examine(source, Settings(today=TODAY, reader="text"))
        found |= {Raised(each.rule, name, " ".join(each.place.quote.split())[:60]) for each in result.problems}
    yield from sorted(found)


def texts() -> Iterator[tuple[str, str]]:
    """Yield the labelled texts that were published, and the contact records as a page would write them."""
    lines = (shared("labelled") / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, lines):
        if case["origin"] != "modelled" and "text" in case:
            yield case["id"], case["text"]
    for number, record in enumerate(rows("uk_public_contacts"), start=1):
        phones = [f"{'Fax' if each['kind'] == 'fax' else 'Telephone'}: {each['number']}" for each in record["phones"]]
        emails = [f"Email: {each['email']}" for each in record["emails"]]
        addresses = [each.get("postal_code") or "" for each in record["addresses"]]
        parts = [record["name"] or "Contact", *phones, *emails, *addresses, *record["websites"]]
        yield f"record {number}", "\n\n".join(parts)


def page() -> Iterator[str]:
    by_rule: defaultdict[str, list[Raised]] = defaultdict(list)
    for each in raised():
        by_rule[each.rule].append(each)
    read = sum(1 for _ in texts())
    yield "# How often the rules are wrong"
    yield ""
    yield f"Every problem that the rules raise on {read} real texts without the network, each read and judged by a"
    yield "person: pages of GOV.UK, a directory of advice organisations, a page of a Local Offer, and contact records"
    yield "of public bodies. `python -m tests.precision` writes this page anew; what is new has to be judged."
    yield ""
    yield "| rule | problems | false |"
    yield "| --- | --- | --- |"
    for rule, problems in by_rule.items():
        wrong = "not judged" if rule in NO_JUDGEMENT else str(sum(_false(each) is not None for each in problems))
        yield f"| `{rule}` | {len(problems)} | {wrong} |"
    for rule, problems in by_rule.items():
        yield from _part(rule, problems)


def _part(rule: str, problems: list[Raised]) -> Iterator[str]:
    yield ""
    yield f"## {rule}"
    yield ""
    if rule in NO_JUDGEMENT:
        yield f"{len(problems)} problems, not judged: {NO_JUDGEMENT[rule]}."
        return
    for quote, names in _by_quote(problems).items():
        false = next(filter(None, (_false(each) for each in problems if each.quote == quote)), None)
        yield f"* `{quote}` ({', '.join(names)})" + (f". **False**: {false}." if false else "")


def _by_quote(problems: list[Raised]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in problems:
        found[each.quote].append(each.text)
    return found


def _false(problem: Raised) -> str | None:
    return FALSE.get((problem.rule, problem.text))


def main() -> None:
    FILE.write_text("\n".join(page()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE.name} written\n")


if __name__ == "__main__":
    main()
