"""A judging of pages that are in the history already."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from checker.model.pages import PageRef
from checker.model.rules import Settings
from checker.model.sites import Links, Site
from checker.pipeline._facts import AtHand
from checker.pipeline._halt import Halt
from checker.pipeline._judging import Judging
from checker.pipeline._read import Outward, Read
from tests.history.nights import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.history.recording import Recording
    from checker.model.originals import Claim

START = "https://www.example.org/"


def judging_of(
    night: Recording,
    leads: Mapping[str, Iterable[str]],
    workers: object,
    *,
    claims: Mapping[str, tuple[Claim, ...]] | None = None,
) -> Judging:
    """Begin to judge pages.

    Args:
        night: Where they are recorded.
        leads: By page, where it leads.
        workers: what offers `call` and `call_last` as `Workers` do.
        claims: By page, what it says of others, whose websites are read.
    """
    read = Read(
        found={each: PageRef(url=each, found_by="listing") for each in leads},
        all_found=True,
        packed={page: Outward(own=tuple(addresses)) for page, addresses in leads.items()},
        claims=dict(claims or {}),
    )
    tools = SimpleNamespace(night=night, workers=workers, watch=lambda *_: None, halt=Halt())
    site = Site(key="example", name="Example", start=START, links=Links(originals=True))
    facts = AtHand(night=night, read=read, mail={})
    return Judging(site=site, settings=Settings(today=FIRST), tools=tools, read=read, facts=facts)  # type: ignore[arg-type]  # no more of them is used
