"""Facts for a few pages, at once: what a person about to publish waits for. Nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups import govuk, links, mail_domains
from checker.model.sites import Links
from checker.model.targets import Facts
from checker.pipeline._looking import Hosts, clock
from checker.pipeline._packed import addresses_of, domains_of
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.model.sites import Site
    from checker.model.targets import Target
    from checker.pipeline._halt import Halt
    from checker.pipeline._page import Studied
    from checker.web.client import Client

_CONFIRM = (2.0,)
"""Seconds before the second look: somebody is waiting."""


async def gather(
    pages: Iterable[Studied],
    *,
    client: Client,
    site: Site | None,
    today: date,
    known: Mapping[str, Target],
    halt: Halt,
) -> tuple[Facts, str | None]:
    """Look up where the links of some pages lead, and which domains take mail.

    Args:
        pages: Already read.
        client: The web.
        site: Whose settings hold; None for pages of no site.
        today: The day that ages are judged by.
        known: Answers of the last nights that are used again.
        halt: Set when somebody will not wait.

    Returns:
        The facts, and why none of the failures can be believed, if too many hosts failed alike.
    """
    mentions = [each for page in pages for each in page.inventory.mentions]
    wanted = [each for each in addresses_of(mentions) if each not in known]
    client.announce(wanted)
    limits = (site.links if site else Links()).limits
    asking = links.Asking(
        fetch=client.fetch,
        now=clock(today),
        today=today,
        limits=limits,
        confirm=_CONFIRM,
        past={url: each.past for url, each in known.items()},
        fine_hosts=frozenset(map(host_of, known)),
        publisher=govuk.publisher(client.fetch, limits),
        name_servers=client.name_servers,
    )
    found, hosts = dict(known), Hosts()
    async for target in links.look_up(wanted, asking, stop=halt.event):
        found[target.url] = target
        hosts.note(target)
    doubted, why = hosts.doubted(found)
    found |= {each.url: each for each in doubted}
    return Facts(
        targets=found, mail=await mail_domains.look_up(domains_of(mentions), resolver=client, texts=client.texts)
    ), why


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
