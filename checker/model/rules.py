"""What is known about a rule, and what a rule is shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.mentions import Kind
from checker.model.targets import Facts
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checker.model.mentions import Inventory, Mention
    from checker.model.pages import Block, Page, Place
    from checker.model.problems import Certainty, Severity
    from checker.model.sites import ContactDetails
    from checker.model.targets import Verdict


class RuleDoc(Struct, frozen=True, kw_only=True):
    """A rule as documentation: what `explain`, the rule pages and the reports print."""

    name: str
    subject: str
    title: str
    """One sentence under 80 characters: what is found."""
    why: str
    fix: str
    problem: str
    """An example that the rule faults."""
    fine: str
    """The same, put right."""
    authority: str
    severity: Severity
    certainty: Certainty
    looks_at: Kind
    since: str
    offline: bool = True


class Ages(Struct, frozen=True, kw_only=True):
    """After how many months without change or review a page is of concern."""

    untidy: int = 12
    doubtful: int = 24
    wrong: int = 36
    """Only for pages that hold a phone or email; others stay doubtful."""


class Retired(Struct, frozen=True, kw_only=True):
    """Words that a site calls out of date, besides those the checker knows."""

    words: tuple[str, ...]
    """With capitals they are found only so; in small letters they are found any way."""
    source: str
    """Where it says so."""
    now: str | None = None
    """What has taken their place."""
    since: str | None = None
    hosts: tuple[str, ...] = ()
    """Web sites of theirs that have closed."""
    not_if: tuple[str, ...] = ()
    """Words, in small letters, of a sentence that makes them right after all."""


class Settings(Struct, frozen=True, kw_only=True):
    """What decides how a page is read and judged. Plain data: it travels to worker processes."""

    today: date
    region: str = "GB"
    ages: Ages = Ages()
    base: str | None = None
    """What relative links of a file stand for."""
    reader: str | None = None
    """Name of the reader to use, whatever the file is called."""
    content: str | None = None
    """CSS selector of the page's own content."""
    retired: tuple[Retired, ...] = ()
    only: tuple[str, ...] = ()
    """Names or subjects of rules; empty means all."""
    skip: tuple[str, ...] = ()
    phone_style: str | None = None
    """A phone number in the style of the site, "any", or nothing: then spaces and no other marks."""
    register: tuple[ContactDetails, ...] = ()
    """The true details of the organisation's own services, from the site file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a rule may know besides the thing it looks at. All of it is data: no rule asks the world anything."""

    page: Page
    inventory: Inventory
    settings: Settings
    facts: Facts = field(default_factory=Facts)
    _numbers: dict[int, int] = field(init=False, repr=False, compare=False)
    """Where each block stands in the page, by its identity: a rule may be shown thousands. Empty until one asks."""
    _hosts: dict[str, list[Mention]] = field(init=False, repr=False, compare=False)
    """The links by their host. Empty until somebody asks."""
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Those of each block, in small letters."""
    _mentions: dict[Kind, list[Mention]] = field(init=False, repr=False, compare=False)
    """What stands on the page, sorted once: a dozen rules ask for its links."""
    verdicts: frozenset[Verdict] = field(init=False, repr=False, compare=False)
    """Those of all addresses the page leads to."""

    def __post_init__(self) -> None:
        """Put the words of blocks in small letters and sort the mentions, once a page."""
        mentions: defaultdict[Kind, list[Mention]] = defaultdict(list)
        for mention in self.inventory.mentions:
            mentions[mention.kind].append(mention)
        object.__setattr__(self, "_mentions", mentions)
        object.__setattr__(self, "_numbers", {})
        object.__setattr__(self, "_hosts", {})
        verdicts = frozenset(target.verdict for target in self.facts.targets.values())
        object.__setattr__(self, "verdicts", verdicts)
        object.__setattr__(self, "words", tuple([block.text.lower() for block in self.page.blocks]))

    def of(self, kind: Kind) -> Sequence[Mention]:
        """Give the mentions of one kind, in document order."""
        return self._mentions.get(kind, ())

    def hosts(self) -> Mapping[str, Sequence[Mention]]:
        """Give the links that lead to a host, by its name: a page has few, and several rules ask for each link's."""
        if not self._hosts:
            for link in self.of(Kind.LINK):
                if host := host_of(link.value):
                    self._hosts.setdefault(host, []).append(link)
        return self._hosts

    def number(self, block: Block) -> int:
        """Give the position of one of the page's blocks."""
        if not self._numbers:
            self._numbers.update((id(each), number) for number, each in enumerate(self.page.blocks))
        return self._numbers[id(block)]

    def place(self, block: Block, start: int, end: int) -> Place:
        """Describe the words between two positions of one of the page's blocks."""
        return self.page.place(self.number(block), start, end)

    @property
    def today(self) -> date:
        """The date that ages and deadlines are judged by."""
        return self.settings.today
