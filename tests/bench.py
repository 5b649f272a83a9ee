"""How fast it is: `make bench`. CPU time for the stages of one page, elapsed time for whole commands."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker import extractors, readers, rules
from checker.model.pages import Source
from checker.model.rules import Settings, View

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 53_000
"""Bytes: the middle of the advice pages that were measured."""
ROUNDS = 40
WORDS = (
    "You can ask for help with the cost of your home if you live in the borough and your income is low. We look at "
    "what you earn, what you have saved, and who lives with you. Most people hear from us within two weeks. "
)


def a_page() -> str:
    """Make a page like those of a council: a template, headings, long text, here and there a way to reach somebody."""
    links = "".join(f'<li><a href="/service/{number}">Service {number}</a></li>' for number in range(60))
    parts = []
    while sum(map(len, parts)) < SIZE - 6_000:
        number = len(parts)
        parts.append(
            f"<section><h2>Part {number}</h2><p>{WORDS * 3}</p>"
            f"<ul><li>Phone: <a href='tel:+442072756036'>020 7275 6036</a></li><li>Text 07500 066 513</li>"
            f"<li>Email <a href='mailto:part{number}@example.gov.uk'>part{number}@example.gov.uk</a></li>"
            f"<li>Or write to us at 1 High Street, London E8 1EA by 12 March 2027</li></ul>"
            f"<p>Read <a href='https://www.example.org.uk/guide/{number}?from=us'>our guide to part {number}</a>. "
            f"{WORDS}</p></section>"
        )
    return (
        "<!doctype html><html lang='en'><head><title>Help with housing costs</title></head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><main><h1>Help with housing costs</h1>{''.join(parts)}"
        "<p>Page last modified: 12/10/2026</p></main>"
        f"<footer><ul>{links}</ul><p>© Example Council</p></footer></body></html>"
    )


def cpu(work: Callable[[], object]) -> float:
    """Give the CPU milliseconds of one call, the middle of many."""
    work()
    took = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return statistics.median(took) * 1000


def elapsed(*arguments: str) -> float:
    """Give the milliseconds of a command, the middle of several."""
    took = []
    for _ in range(7):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "checker", *arguments], capture_output=True, check=False)
        took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000


def main() -> None:
    source = Source(target="page.html", body=a_page().encode(), url="https://www.example.gov.uk/housing/costs")
    settings = Settings(today=date(2026, 11, 23))
    page = readers.read(source, settings)
    found, _ = extractors.inventory(page, settings)
    view = View(page=page, inventory=found, settings=settings)
    chosen = rules.chosen()
    stages = {
        "read": cpu(lambda: readers.read(source, settings)),
        "extract": cpu(lambda: extractors.inventory(page, settings)),
        "check": cpu(lambda: rules.judge(view, chosen)),
    }
    say(f"one page of {len(source.body):,} bytes, {len(found.mentions)} mentions, {len(chosen)} rules; CPU time")
    for name, took in {**stages, "in all": sum(stages.values())}.items():
        say(f"  {name:<22}{took:7.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(source.body)
        say("commands; elapsed time")
        say(f"  {'checker --help':<22}{elapsed('--help'):7.0f} ms")
        say(f"  {'checker check':<22}{elapsed('check', str(path), '--offline'):7.0f} ms")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
