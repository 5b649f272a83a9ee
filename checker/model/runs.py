"""What became of the pages of one run."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - msgspec reads the annotations when it runs
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

from checker.model.mentions import Inventory, Kind
from checker.model.originals import Confirmed  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.model.problems import Problem, Unchecked  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.model.targets import Target, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value_co = TypeVar("Value_co", covariant=True)


class PageResult(Struct, frozen=True, kw_only=True):
    """One page, read, extracted and judged. Plain data: a worker process gives it back."""

    target: str
    """As it was asked for: a file name, `-` or an address."""
    url: str | None = None
    title: str | None = None
    language: str | None = None
    read: bool = True
    """False if the page could not be read; why stands in `unchecked`."""
    owner: str | None = None
    found_by: str | None = None
    """The finder that brought it."""
    status: int | None = None
    """What its server answered."""
    inventory: Inventory = Inventory()
    problems: tuple[Problem, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    is_page: bool = True
    """False for a site's start that is none of its pages, and where stands what belongs to the whole site."""

    @property
    def address(self) -> str:
        """What names the page in every report: where it is published, or the file."""
        return self.url or self.target


class Outline(Struct, frozen=True, kw_only=True):
    """One page as most who go through a run need it: how much stands on it, and not what."""

    page: PageResult
    """Its mentions are nobody's business here: they may be left out, and its contacts where it has no problems."""
    counted: Mapping[Kind, int]
    """How many mentions there are, by kind."""
    leads: tuple[str, ...] = ()
    """What its links lead to, as it is asked, each address once."""


class Series(Protocol[Value_co]):
    """Values that can be gone through again and again, in one order: a tuple, or what a database gives bit by bit."""

    def __len__(self) -> int:
        """Count them."""

    def __iter__(self) -> Iterator[Value_co]:
        """Give each."""


class Pages(Series[PageResult], Protocol):
    """The pages of a run as a database gives them, sorted by address."""

    def outlines(self) -> Iterator[Outline]:
        """Give each with its problems, and without what stands on it: much quicker."""


class Targets(Series[Target], Protocol):
    """The addresses of a run as a database gives them, sorted."""

    def verdicts(self) -> Mapping[Verdict, int]:
        """Count them by what they lead to: much quicker than to go through them."""


class Run(Struct, frozen=True, kw_only=True):
    """Everything one run of the checker looked at."""

    id: str
    """`20261123-031700`, from the moment it began, in UTC."""
    started: datetime
    finished: datetime
    today: date
    """The date that ages and deadlines were judged by."""
    complete: bool
    pages: tuple[PageResult, ...] | Pages
    """Of a large site they fill the memory: go through them, and hold only what is needed of each."""
    rules: tuple[str, ...]
    """Names of the rules that were applied."""
    left_out: tuple[str, ...] = ()
    """Names of the rules that were not, because they need the network."""
    unchecked: tuple[Unchecked, ...] = ()
    """What could not be looked at and belongs to no page."""
    targets: tuple[Target, ...] | Targets = ()
    """Every distinct http(s) address met, also the fine ones, sorted by address; empty when offline."""
    confirmed: tuple[Confirmed, ...] = ()
    """When numbers and emails last stood on the websites of the organisations they belong to."""
