"""Makes one problem of what stands on every page because the site's template repeats it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.text import squash

if TYPE_CHECKING:
    from checker.model.problems import Problem
    from checker.model.runs import PageResult, Run
    from checker.model.sites import Site


def settled(run: Run, site: Site | None) -> Run:
    """Move every problem of the site's template to the site's start, once, with all the pages it stands on.

    Its identity then does not change when one of these pages goes. A run that is settled stays as it is. Without a
    site there is no start: each page keeps its own.
    """
    if site is None:
        return run
    found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in (each for page in run.pages for each in page.problems if each.place.template):
        found[_sameness(problem)].append(problem)
    if not found:
        return run
    return replace(run, pages=_moved(run, {key: _merged(same, site.start) for key, same in found.items()}, site.start))


def _moved(run: Run, merged: dict[tuple[str, str], Problem], start: str) -> tuple[PageResult, ...]:
    """Give the start page what was merged; where it was not read, the first page that shows it keeps it."""
    here = any(page.address == start for page in run.pages)
    left = dict(merged)
    pages = []
    for page in run.pages:
        own = tuple(each for each in page.problems if not each.place.template)
        keys = [_sameness(each) for each in page.problems if each.place.template]
        wanted = (
            list(left) if page.address == start else [] if here else [key for key in dict.fromkeys(keys) if key in left]
        )
        pages.append(replace(page, problems=(*own, *(left.pop(key) for key in wanted))))
    return tuple(pages)


def _merged(same: list[Problem], start: str) -> Problem:
    pages = {page for each in same for page in (each.page, *each.also_on)}
    return replace(same[0], page=start, also_on=tuple(sorted(pages - {start})), times=max(each.times for each in same))


def _sameness(problem: Problem) -> tuple[str, str]:
    return problem.rule, squash(problem.place.quote).casefold()
