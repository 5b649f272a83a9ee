"""The order of the stages: read, extract, check. Nothing else knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import extractors, readers, rules
from checker.errors import CheckerError
from checker.model.problems import Unchecked
from checker.model.rules import View
from checker.model.runs import PageResult

if TYPE_CHECKING:
    from checker.model.pages import Source
    from checker.model.rules import Settings


def examine(source: Source, settings: Settings, *, check: bool = True) -> PageResult:
    """Read one page, find what stands on it and judge it.

    A function of plain values: it can be called here, in a worker process or on another machine. It does not raise
    for anything a page may hold.
    """
    try:
        page = readers.read(source, settings)
    except CheckerError as refusal:
        return unread(source.target, f"{refusal.message} {refusal.hint}".strip(), url=source.url)
    except Exception as fault:  # noqa: BLE001 - whatever a page does to a parser, the other pages must be checked
        why = f"Reading it failed ({type(fault).__name__}). This is a fault in the checker, not in your page."
        return unread(source.target, why, url=source.url, fault=True)
    inventory, unfound = extractors.inventory(page, settings)
    chosen = rules.chosen(settings.only, settings.skip) if check else ()
    view = View(page=page, inventory=inventory, settings=settings)
    problems, unjudged = rules.judge(view, (each for each in chosen if each.offline))
    return PageResult(
        target=page.target,
        url=page.url,
        title=page.title,
        language=page.language,
        inventory=inventory,
        problems=problems,
        unchecked=(*unfound, *unjudged),
    )


def unread(target: str, why: str, *, url: str | None = None, stage: str = "read", fault: bool = False) -> PageResult:
    """Say of a page that it could not be read."""
    said = Unchecked(what=url or target, why=why, stage=stage, pages=(url or target,), fault=fault)
    return PageResult(target=target, url=url, read=False, unchecked=(said,))
