"""What is done with one page, as functions of plain values: they run here, in a worker process, or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker import extractors, readers, rules
from checker.errors import CheckerError
from checker.model.mentions import Inventory
from checker.model.problems import Unchecked
from checker.model.rules import View
from checker.model.runs import PageResult
from checker.model.targets import Facts

if TYPE_CHECKING:
    from checker.model.pages import Page, Source
    from checker.model.problems import Problem
    from checker.model.rules import Settings


_CUT = "This page is too long to be looked through to its end. What it holds at its beginning was checked."


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """A page with everything that stands on it, before it is judged."""

    page: Page | None
    """None if it could not be read; why stands in `unchecked`."""
    inventory: Inventory = field(default_factory=Inventory)
    unchecked: tuple[Unchecked, ...] = ()


def study(source: Source, settings: Settings) -> Studied:
    """Read one page and find what stands on it. Does not raise for anything a page may hold."""
    try:
        page = readers.read(source, settings)
    except CheckerError as refusal:
        why = f"{refusal.message} {refusal.hint}".strip()
        return Studied(page=None, unchecked=(_unread(source.target, why, url=source.url),))
    except Exception as fault:  # noqa: BLE001 - whatever a page does to a parser, the other pages must be checked
        why = f"Reading it failed ({type(fault).__name__}). This is a fault in the checker, not in your page."
        return Studied(page=None, unchecked=(_unread(source.target, why, url=source.url, fault=True),))
    inventory, unfound = extractors.inventory(page, settings)
    cut = (_unread(source.target, _CUT, url=source.url),) if page.cut else ()
    return Studied(page=page, inventory=inventory, unchecked=(*cut, *unfound))


def judge(studied: Studied, settings: Settings, facts: Facts | None = None) -> PageResult:
    """Apply the rules to a page that was read. Without facts those that need the network are left out."""
    page = studied.page
    if page is None:
        raise ValueError("a page that was not read cannot be judged")
    view = View(page=page, inventory=studied.inventory, settings=settings, facts=facts or Facts())
    wanted = rules.chosen(settings.only, settings.skip)
    problems, unjudged = rules.judge(view, (each for each in wanted if each.offline or facts is not None))
    return _result(studied, page, problems=problems, unchecked=unjudged)


def examine(source: Source, settings: Settings, *, check: bool = True) -> PageResult:
    """Read one page, find what stands on it and judge it by the rules that need no network."""
    studied = study(source, settings)
    if studied.page is None:
        return PageResult(target=source.target, url=source.url, read=False, unchecked=studied.unchecked)
    return judge(studied, settings) if check else _result(studied, studied.page)


def _result(
    studied: Studied, page: Page, *, problems: tuple[Problem, ...] = (), unchecked: tuple[Unchecked, ...] = ()
) -> PageResult:
    return PageResult(
        target=page.target,
        url=page.url,
        title=page.title,
        language=page.language,
        inventory=studied.inventory,
        problems=problems,
        unchecked=(*studied.unchecked, *unchecked),
    )


def unread(target: str, why: str, *, url: str | None = None, stage: str = "read", fault: bool = False) -> PageResult:
    """Say of a page that it could not be read."""
    said = _unread(target, why, url=url, stage=stage, fault=fault)
    return PageResult(target=target, url=url, read=False, unchecked=(said,))


def _unread(target: str, why: str, *, url: str | None, stage: str = "read", fault: bool = False) -> Unchecked:
    return Unchecked(what=url or target, why=why, stage=stage, pages=(url or target,), fault=fault)
