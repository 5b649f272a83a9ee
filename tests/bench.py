"""How fast it is: `make bench`. CPU time for the stages of one page, elapsed time for whole commands."""

from __future__ import annotations

import os
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
    """Make a page as council pages are: most of it markup, 130 links, a dozen ways to reach somebody, 8 kB of text."""
    body = "".join(section(number, times=1) for number in range(10))
    page = framed(body)
    # the rest is what no reader sees, as on the real pages: styles, scripts, marks of the content management system
    return page.replace("</head>", f"<script>{'var a = [1, 2, 3]; ' * ((SIZE - len(page)) // 19)}</script></head>")


def a_directory() -> str:
    """Make a page of the same size that is all text and contacts: 350 mentions in 34 kB of text."""
    parts: list[str] = []
    while sum(map(len, parts)) < SIZE - 6_000:
        parts.append(section(len(parts), times=3))
    return framed("".join(parts))


def section(number: int, *, times: int, link: str = "") -> str:
    """Make a part of a page: words, and four ways to reach somebody."""
    link = link or f"https://www.example.org.uk/guide/{number}?from=us"
    return (
        f"<section><h2>Part {number}</h2><p>{WORDS * times}</p>"
        f"<ul><li>Phone: <a href='tel:+442072756036'>020 7275 6036</a></li><li>Text 07500 066 513</li>"
        f"<li>Email <a href='mailto:part{number}@example.gov.uk'>part{number}@example.gov.uk</a></li>"
        f"<li>Or write to us at 1 High Street, London E8 1EA by 12 March 2027</li></ul>"
        f"<p>Read <a href='{link}'>our guide to part {number}</a>. "
        f"{WORDS}</p></section>"
    )


def framed(body: str, menu: list[str] | None = None) -> str:
    """Put a page's own words between the site's header and footer, each with the whole menu."""
    menu = menu or [f"/service/{number}" for number in range(60)]
    links = "".join(
        f'<li class="menu__entry menu__entry--level-2"><a class="menu__link" href="{href}">Service {number}</a></li>'
        for number, href in enumerate(menu)
    )
    return (
        "<!doctype html><html lang='en'><head><title>Help with housing costs</title></head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><main><h1>Help with housing costs</h1>{body}"
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
        subprocess.run([sys.executable, "-m", "checker", *arguments], capture_output=True, check=False, env=_env())
        took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000


def _env() -> dict[str, str]:
    """Let Python keep what it compiled, as it does for whoever installed the checker."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def stages(source: Source) -> dict[str, float]:
    """Give the CPU milliseconds of each stage of one page."""
    settings = Settings(today=date(2026, 11, 23))
    page = readers.read(source, settings)
    found, _ = extractors.inventory(page, settings)
    view = View(page=page, inventory=found, settings=settings)
    chosen = [each for each in rules.chosen() if each.offline]
    took = {
        "read": cpu(lambda: readers.read(source, settings)),
        "extract": cpu(lambda: extractors.inventory(page, settings)),
        "check": cpu(lambda: rules.judge(view, chosen)),
    }
    say(f"{source.target}: {len(source.body):,} bytes, {len(found.mentions)} mentions, {len(chosen)} rules; CPU time")
    return {**took, "in all": sum(took.values())}


def main() -> None:
    usual = source("an advice page", a_page())
    for each in (usual, source("a directory", a_directory())):
        for name, took in stages(each).items():
            say(f"  {name:<22}{took:7.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(usual.body)
        say("commands; elapsed time")
        say(f"  {'checker --help':<22}{elapsed('--help'):7.0f} ms")
        say(f"  {'checker check':<22}{elapsed('check', str(path), '--offline'):7.0f} ms")


def source(target: str, page: str) -> Source:
    """Make what a reader is given."""
    return Source(target=target, body=page.encode(), url="https://www.example.gov.uk/housing/costs")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
