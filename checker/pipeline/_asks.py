"""What finders and lookups are given to ask with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checker import finders, readers
from checker.errors import CheckerError
from checker.lookups import govuk, links
from checker.model.finding import Ask
from checker.pipeline._answers import once, source_of

if TYPE_CHECKING:
    from checker.model.fetching import Fetched
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.pipeline._gathering import Gathering
    from checker.pipeline._looking import Known
    from checker.pipeline._tools import Tools

_LEADING = frozenset({"a", "area", "iframe", "frame", "meta"})


def of_links(site: Site, settings: Settings, tools: Tools, known: Known, gathering: Gathering) -> links.Asking:
    """Give what a night's links are asked with."""
    return links.Asking(
        fetch=once(tools.client.fetch, finders.same_answer(site, known.read.found)),
        now=tools.now,
        today=settings.today,
        limits=site.links.limits,
        gather=gathering.evidence,
        confirm=site.links.confirm,
        past=known.pasts,
        fine_hosts=known.fine_hosts,
        made_up={} if tools.fresh else tools.night.strangers(),
        publisher=govuk.publisher(tools.client.fetch, site.links.limits),
        name_servers=tools.client.name_servers,
    )


def of_finders(site: Site, settings: Settings, tools: Tools) -> Ask:
    """Give what a site's pages are found with."""

    def links_of(answer: Fetched) -> tuple[str, ...]:
        try:
            page = readers.read(source_of(answer, target=answer.final_url, url=answer.final_url), settings)
        except CheckerError:
            return ()
        found = (*(each for block in page.blocks for each in block.links), *page.links)
        return tuple(each.url for each in found if each.url and each.tag in _LEADING)

    return Ask(
        fetch=tools.client.fetch,
        robots_sitemaps=tools.client.sitemaps,
        links_of=links_of,
        folder=Path(site.file).parent if site.file else Path(),
    )
