"""A page on its way between processes and into the history: bytes, and the little that is needed beside them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker import extractors, readers, rules, websites
from checker.addresses import addresses_of
from checker.history import bodies, codec
from checker.history.wording import wording_of
from checker.model.mentions import Inventory, Kind
from checker.model.nights import Gist
from checker.model.problems import fingerprint
from checker.model.targets import Facts
from checker.pipeline._page import Studied, judge, study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.mentions import Mention, Stamp
    from checker.model.originals import Claim, Original
    from checker.model.pages import Block, Page, Source
    from checker.model.problems import Problem, Unchecked
    from checker.model.rules import Settings
    from checker.model.summaries import PageSummary
    from checker.model.targets import MailDomain, Target

_HEADINGS = frozenset({"h1", "h2", "h3"})


class Packed(Struct, frozen=True, kw_only=True):
    """A page that was studied."""

    reading: bytes
    """The page and its inventory, encoded. Empty if it could not be read; why stands in `unchecked`."""
    ages: Inventory = Inventory()
    """What stands on it of its age alone."""
    standing: bodies.Standing = bodies.Standing()
    """What stands on it, in the form the history writes; empty if it could not be read."""
    wording: bytes = b""
    """What changes when the page's own words do."""
    gist: bytes = b""
    """What is needed of it before it is judged, encoded; empty if it could not be read."""
    title: str | None = None
    language: str | None = None
    unchecked: tuple[Unchecked, ...] = ()
    scripted: bool = False
    """True if script builds the page, so that it may have to be shown to a browser."""


def pack(source: Source, settings: Settings) -> Packed:
    """Read a page, find what stands on it, and pack it up."""
    studied = study(source, settings)
    if studied.page is None:
        return Packed(reading=b"", unchecked=studied.unchecked)
    page, inventory = studied.page, studied.inventory
    return Packed(
        reading=codec.encode((page, inventory)),
        ages=replace(inventory, mentions=(), contacts=()),
        standing=bodies.standing(inventory),
        wording=wording_of(page, inventory.stamps),
        gist=codec.encode(_gist(page, inventory)),
        title=page.title,
        language=page.language,
        unchecked=studied.unchecked,
        scripted=page.scripted,
    )


def led_to(source: Source, settings: Settings) -> tuple[str, ...]:
    """Read a page and give what its links lead to: a part of what `pack` finds there, in a quarter of the time."""
    try:
        return addresses_of(extractors.hyperlinks(readers.read(source, settings), settings))
    except Exception:  # noqa: BLE001 - whatever a page does to a parser: `pack` meets the same and says it
        return ()


class PackedFacts(Struct, frozen=True, kw_only=True):
    """What the world said of what stands on a page, as the history has it: most of it is the same for many pages."""

    targets: dict[str, bytes]
    mail: dict[str, MailDomain]
    originals: dict[Claim, Original]
    came: tuple[Mention, ...] = ()
    went: tuple[Mention, ...] = ()

    def unpacked(self) -> Facts:
        """Give the facts as rules read them."""
        targets = {url: _target(body) for url, body in self.targets.items()}
        return Facts(targets=targets, mail=self.mail, originals=self.originals, came=self.came, went=self.went)


class Case(NamedTuple):
    """A page to be judged."""

    reading: bytes
    facts: PackedFacts | None
    stamps: tuple[Stamp, ...] = ()


@lru_cache(maxsize=512)
def _target(body: bytes) -> Target:
    return codec.target(body)


def judged(
    reading: bytes, settings: Settings, facts: PackedFacts | None, stamps: tuple[Stamp, ...] = ()
) -> bytes | None:
    """Unpack a page and judge it. The result comes without what was found on the page: the history has that.

    Returns:
        The result, and the page summed up for the rules about the whole site, as `codec.judgement` reads them;
        None if another version of the checker packed it, in another form.
    """
    found = codec.reading(reading)
    if found is None:
        return None
    known = facts.unpacked() if facts else None
    result = judge(Studied(page=found[0], inventory=found[1]), settings, known, stamps)
    result = replace(result, inventory=replace(result.inventory, mentions=(), contacts=()))
    return codec.part((result, rules.summary(*found)))


def judged_all(cases: list[Case], settings: Settings) -> list[bytes | None]:
    """Judge a few pages, as `judged` does."""
    return [judged(case.reading, settings, case.facts, case.stamps) for case in cases]


def summed(reading: bytes) -> PageSummary | None:
    """Unpack a page and sum it up; None if another version of the checker packed it, in another form."""
    found = codec.reading(reading)
    return rules.summary(*found) if found else None


def placed(reading: bytes, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Say where on their page problems stand that only showed when all pages were seen together."""
    found = codec.reading(reading)
    return tuple(rules.placed(each, found[1]) for each in problems) if found else problems


def domains_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give the domains of the emails among some mentions, each once."""
    emails = (each.value for each in mentions if each.kind is Kind.EMAIL and each.value)
    return tuple(dict.fromkeys(each.rpartition("@")[2] for each in emails))


def _gist(page: Page, inventory: Inventory) -> Gist:
    return Gist(
        headings=(*_headings(page.blocks), *page.trail),
        addresses=addresses_of(inventory.mentions),
        domains=domains_of(inventory.mentions),
        claims=websites.claims(inventory, page.url),
        words=fingerprint(*(each.text for each in page.blocks)),
    )


def _headings(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.text for each in blocks if each.tag in _HEADINGS))
