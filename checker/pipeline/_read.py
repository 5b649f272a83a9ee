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


class Outward(NamedTuple):
    """What of a page that was read is needed until all pages are judged. The history has the rest."""

    addresses: tuple[str, ...] = ()
    """What its links lead to, as it is asked."""
    domains: tuple[str, ...] = ()
    """Of its email addresses."""


@dataclass(slots=True)
class Read:
    """What has become of the pages so far. It grows while they are read."""

    found: dict[str, PageRef] = field(default_factory=dict)
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

    more: bool = False
    """Whether there are more pages than the site's file allows a night."""

    @property
    def left(self) -> set[str]:
        """Those that were found and not reached."""
        return self.found.keys() - self.packed.keys() - self.unread.keys()
