"""A few pages looked at together: what they lead to, what is about each of them, and what only shows beside others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import rules
from checker.addresses import addresses_of
from checker.model.problems import in_order
from checker.model.summaries import SiteView
from checker.model.targets import Facts
from checker.pipeline._packed import domains_of
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.model.problems import Problem, Unchecked
    from checker.model.rules import Settings
    from checker.model.runs import PageResult
    from checker.model.summaries import PageSummary
    from checker.pipeline._page import Studied


def addresses(pages: Iterable[Studied]) -> tuple[str, ...]:
    """Give what the links of some pages lead to, each address once."""
    return addresses_of(each for page in pages for each in page.inventory.mentions)


def leads_anywhere(pages: Iterable[Studied]) -> bool:
    """Tell whether there is anything to ask about some pages."""
    return any(addresses_of(page.inventory.mentions) or domains_of(page.inventory.mentions) for page in pages)


def own_facts(page: Studied, facts: Facts) -> Facts:
    """Give what of the facts is about one page."""
    mentions = page.inventory.mentions
    return Facts(
        targets={each: facts.targets[each] for each in addresses_of(mentions) if each in facts.targets},
        mail={each: facts.mail[each] for each in domains_of(mentions) if each in facts.mail},
    )


def judge_together(
    pages: Mapping[str, Studied], settings: Settings, *, one_site: bool
) -> tuple[dict[str, tuple[Problem, ...]], tuple[Unchecked, ...]]:
    """Judge what only shows when pages are seen beside each other: the same team with two numbers.

    Args:
        pages: Those that were read, by what names them in reports.
        settings: What they are judged by.
        one_site: All belong to one site, whatever their addresses. Else only those of one host do, and all files.

    Returns:
        The problems of each page that has any, and the rules that failed.
    """
    chosen = rules.chosen(settings.only, settings.skip)
    sites: defaultdict[str, list[PageSummary]] = defaultdict(list)
    for name, studied in sorted(pages.items()):
        if studied.page is not None:
            summary = replace(rules.summary(studied.page, studied.inventory), url=name)
            sites["" if one_site else host_of(studied.page.url)].append(summary)
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    failed: list[Unchecked] = []
    for site in sites.values():
        problems, unjudged = rules.judge_site(SiteView(site), settings, chosen)
        failed += unjudged
        for problem in problems:
            # a summary knows the words of a place only
            found[problem.page].append(rules.placed(problem, pages[problem.page].inventory))
    return {name: tuple(each) for name, each in found.items()}, tuple(failed)


def with_more(result: PageResult, problems: tuple[Problem, ...]) -> PageResult:
    """Add problems to those of a page, each in its place."""
    return replace(result, problems=in_order((*result.problems, *problems)))
