"""What is done with one page, as functions of plain values: they run here, in a worker process, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checker import extractors, readers, rules
from checker.errors import CheckerError
from checker.model.mentions import Inventory
from checker.model.problems import Unchecked
from checker.model.rules import View
from checker.model.runs import PageResult
from checker.model.targets import Facts

if TYPE_CHECKING:
    from checker.model.mentions import Stamp
    from checker.model.pages import Page, Source
    from checker.model.problems import Problem
    from checker.model.rules import Settings

_CUT = "This page is too long to be looked through to its end. What it holds at its beginning was checked."
BY_SCRIPT = "This page is built by script."
SCRIPTED = f"{BY_SCRIPT} To have it read, say render = true in the file of its site."
_BARE = 25
"""Words of a page that script still has to build. A short page with many scripts has more."""


class Studied(Struct, frozen=True, kw_only=True):
    """A page with everything that stands on it, before it is judged."""

    page: Page | None
    """None if it could not be read; why stands in `unchecked`."""
    inventory: Inventory = Inventory()
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
    return Studied(page=page, inventory=inventory, unchecked=(*gaps(page), *unfound))


def gaps(page: Page) -> tuple[Unchecked, ...]:
    """Say what of a page could not be read."""
    bare = page.scripted and sum(len(each.text.split()) for each in page.blocks) < _BARE
    whys = (*((_CUT,) if page.cut else ()), *((SCRIPTED,) if bare else ()), *page.gaps)
    return tuple(_unread(page.target, why, url=page.url) for why in whys)


def judge(
    studied: Studied, settings: Settings, facts: Facts | None = None, stamps: tuple[Stamp, ...] = ()
) -> PageResult:
    """Apply the rules to a page that was read.

    Args:
        studied: The page and what stands on it.
        settings: What it is judged by.
        facts: What the outside world said. Without them the rules that need the network are left out.
        stamps: What others say of the page's age: a sitemap, its server, the site file, our own memory.
    """
    page = studied.page
    if page is None:
        raise ValueError("a page that was not read cannot be judged")
    studied = replace(studied, inventory=extractors.dated(studied.inventory, stamps, settings.today))
    view = View(page=page, inventory=studied.inventory, settings=settings, facts=facts or Facts())
    wanted = rules.chosen(settings.only, settings.skip)
    problems, unjudged = rules.judge(view, (each for each in wanted if each.offline or facts is not None))
    return _result(studied, page, problems=problems, unchecked=unjudged)


def listed(studied: Studied) -> PageResult:
    """Give what stands on a page, unjudged."""
    page = studied.page
    if page is None:
        raise ValueError("nothing is known of a page that was not read")
    return _result(studied, page)


def examine(source: Source, settings: Settings, *, check: bool = True) -> PageResult:
    """Read one page, find what stands on it and, unless told otherwise, judge it by the rules that need no network."""
    studied = study(source, settings)
    if studied.page is None:
        return PageResult(target=source.target, url=source.url, read=False, unchecked=studied.unchecked)
    return judge(studied, settings) if check else listed(studied)


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


def unread(target: str, why: str, *, url: str | None = None, stage: str = "read") -> Studied:
    """Say of a page that it could not be read."""
    return Studied(page=None, unchecked=(_unread(target, why, url=url, stage=stage),))


def _unread(target: str, why: str, *, url: str | None, stage: str = "read", fault: bool = False) -> Unchecked:
    return Unchecked(what=url or target, why=why, stage=stage, pages=(url or target,), fault=fault)
