"""What has become of the pages of a run so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.model.fetching import Certificate
    from checker.model.originals import Claim
    from checker.model.pages import PageRef
    from checker.model.problems import Unchecked
    from checker.pipeline._changes import Changes


_MENU = 8
"""Addresses with which two pages begin alike from which they are held once."""


class Outward(NamedTuple):
    """What of a page that was read is needed until all pages are judged. The history has the rest."""

    menu: tuple[str, ...] = ()
    """What its links lead to first, where other pages begin with the same: all of them hold it together."""
    own: tuple[str, ...] = ()
    """What its links lead to after that."""
    domains: tuple[str, ...] = ()
    """Of its email addresses."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """What its links lead to, as it is asked."""
        return self.menu + self.own

    def beside(self, addresses: tuple[str, ...], domains: tuple[str, ...]) -> Outward:
        """Give what another page leads to, and hold with this one what both share."""
        menu = self.menu
        if not menu or addresses[: len(menu)] != menu:
            pairs = enumerate(zip(addresses, (*self.addresses, None), strict=False))
            menu = addresses[: next((at for at, (here, there) in pairs if here != there), len(addresses))]
            menu = menu if len(menu) >= _MENU else ()
        return Outward(menu, addresses[len(menu) :], self.domains if domains == self.domains else domains)


@dataclass(slots=True)
class Read:
    """What has become of the pages so far. It grows while they are read."""

    found: dict[str, PageRef] = field(default_factory=dict)
    all_found: bool = False
    """Whether finders are done: but for documents that pages lead to, nothing more will be found."""
    packed: dict[str, Outward] = field(default_factory=dict)
    """Those that were read."""
    unread: dict[str, str] = field(default_factory=dict)
    """Those that could not be read, and why."""
    gone: set[str] = field(default_factory=set)
    """Those that answered that they are not there."""
    ours: set[str] = field(default_factory=set)
    """Those that could not be asked for a reason that points to our own network."""
    same: set[str] = field(default_factory=set)
    """Those that say the very same words, and are not believed."""
    claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    """By page, what it says of contacts that have websites of their own; most pages say nothing."""
    unchanged: dict[str, Certificate | None] = field(default_factory=dict)
    """Those that are as they were the last time, by the word of their server tonight, and its certificate."""
    changes: dict[str, Changes] = field(default_factory=dict)
    """What came and went on pages since they were read the last time."""
    missed: list[Unchecked] = field(default_factory=list)
    """What finders could not look through."""

    latest: Outward = field(default_factory=Outward)
    """Of the page that was read last."""
    more: bool = False
    """Whether there are more pages than the site's file allows a night."""

    def note(self, url: str, addresses: tuple[str, ...], domains: tuple[str, ...]) -> None:
        """Note where a page leads that was read."""
        self.latest = self.packed[url] = self.latest.beside(addresses, domains)

    @property
    def left(self) -> set[str]:
        """Those that were found and not reached."""
        return self.found.keys() - self.packed.keys() - self.unread.keys()
