"""Facts for a few pages, at once: what a person about to publish waits for. Nothing is recorded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from checker.addresses import addresses_of
from checker.lookups import govuk, links, mail_domains
from checker.model.sites import Links
from checker.model.targets import Facts
from checker.pipeline._clock import clock
from checker.pipeline._looking import Hosts
from checker.pipeline._packed import domains_of
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.model.sites import Site
    from checker.model.targets import Past, Target
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
    pasts: Mapping[str, Past],
    halt: Halt,
) -> tuple[Facts, str | None]:
    """Look up where the links of some pages lead, and which domains take mail.

    Args:
        pages: Already read.
        client: The web.
        site: Whose settings hold; None for pages of no site.
        today: The day that ages are judged by.
        known: Answers of the last nights that are used again.
        pasts: What the last nights know of the others.
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
        past=pasts,
        fine_hosts=frozenset(host_of(url) for url, each in known.items() if each.judgement.severity is None),
        publisher=govuk.publisher(client.fetch, limits),
        name_servers=client.name_servers,
    )
    found, hosts = dict(known), Hosts()
    # nobody waits for name servers while others are asked
    mail = asyncio.create_task(mail_domains.look_up(domains_of(mentions), resolver=client, texts=client.texts))
    try:
        async for target in links.look_up(wanted, asking, stop=halt.event):
            found[target.url] = target
            hosts.note(target)
        doubted, why = hosts.doubted(found)
        found |= {each.url: each for each in doubted}
        return Facts(targets=found, mail=await mail), why
    finally:
        mail.cancel()
