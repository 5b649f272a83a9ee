"""The finders: one file a way to find a site's pages.

A member has `Options`, a msgspec Struct that refuses unknown keys, and `find(site, options, ask)`, an asynchronous
generator of what it found: a `PageRef` for an address that stands there, whether or not it may be checked; an
`Unchecked` for what could not be looked through; a `Looked` when it is done with a place. Which addresses belong to the
site, and which are the same page, is decided here, once for all finders. Fetching is handed in, so that a page is asked
for once, whoever wants it.

Options two members may have, and that mean the same in each: `fold` says that http and https, and addresses with and
without www., are one page. A member with `ADDS = True` knows owners or reviews, which are added to the pages that
another finder found first; it has to be quick, because it is asked before the others. A member whose pages stand under
many addresses each has `same_answer(site, options, found)`: which of them need be asked.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import aclosing
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

import msgspec
from msgspec.structs import replace

from checker import family
from checker.errors import CheckerError
from checker.finders._addresses import folded, origin, plain
from checker.finders._tally import Tally
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.model.sites import Finding

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Container, Iterator

    from checker.model.finding import Ask
    from checker.model.sites import Site

_LOG = logging.getLogger(__name__)
Found = PageRef | Unchecked | Looked
SITEMAP, CRAWL = (Finding(kind=kind, options={}) for kind in ("sitemap", "crawl"))
"""What is done where a site file names no finder: the sitemap, and where that leads to nothing, a crawl."""


class Finder(Protocol):
    """What a file in this folder provides."""

    Options: type[msgspec.Struct]

    def find(self, site: Site, options: msgspec.Struct, ask: Ask) -> AsyncGenerator[Found]:
        """Yield what is found."""


@runtime_checkable
class _Knowing(Protocol):
    """What a finder provides besides, if on its platform one answer holds for many addresses."""

    def same_answer(self, site: Site, options: msgspec.Struct, found: Container[str]) -> Callable[[str], str | None]:
        """Give the function that names the address whose answer holds for another."""


class _Shapes(Mapping[str, type[msgspec.Struct]]):
    """The types of finders' options by their kind. A finder is loaded when its own is asked for."""

    def __getitem__(self, kind: str) -> type[msgspec.Struct]:
        if kind not in _kinds():
            raise KeyError(kind)
        return _finder(kind).Options

    def __iter__(self) -> Iterator[str]:
        return iter(_kinds())

    def __len__(self) -> int:
        return len(_kinds())


def options() -> Mapping[str, type[msgspec.Struct]]:
    """Give the type of each finder's options by its kind, as `checker.config` wants them."""
    return _Shapes()


def options_of(finding: Finding) -> msgspec.Struct:
    """Decode the options of one way to find pages, strictly.

    Raises:
        msgspec.ValidationError: They are not options of this finder. `checker.config` says it with file and line.
        UsageFault: There is no such finder.
    """
    return msgspec.convert(dict(finding.options), _finder(finding.kind).Options)


def same_answer(site: Site, found: Container[str]) -> Callable[[str], str | None]:
    """Give the function that names the address whose answer holds for another too, or None where there is no such.

    Scheme and host stay as they are: that both ways to a site work is for those to find out who ask.

    Args:
        site: Whose addresses they are.
        found: Its pages, as far as they are known when the function is called.
    """
    makers = ((_finder(each.kind), options_of(each)) for each in site.finders)
    namings = [maker.same_answer(site, given, found) for maker, given in makers if isinstance(maker, _Knowing)]

    def name(address: str) -> str | None:
        named = next((name for naming in namings if (name := naming(address))), None)
        return named if named and origin(named) == origin(address) else None

    return name


async def pages(
    site: Site, ask: Ask, *, looked: Callable[[Looked], None] | None = None
) -> AsyncGenerator[PageRef | Unchecked]:
    """Yield each page of a site once, as it is found, and what could not be looked through.

    Args:
        site: What its file says. Its finders are asked in their order; the first to find a page names it.
        ask: What finders may use of the world.
        looked: Is told where a finder looked, once it has looked there.
    """
    search = _Search(site, ask, looked)
    async with aclosing(search.default() if not site.finders else search.named()) as found:
        async for each in found:
            yield each


class _Search:
    """One search through all finders of a site: remembers which pages were found."""

    def __init__(self, site: Site, ask: Ask, looked: Callable[[Looked], None] | None) -> None:
        self.site, self.ask, self.looked = site, ask, looked
        self.fold = any(bool(getattr(options_of(each), "fold", False)) for each in site.finders)
        self.known: set[str] = set()
        self.added: dict[str, PageRef] = {}

    async def default(self) -> AsyncGenerator[PageRef | Unchecked]:
        tally = Tally(self.site)
        async for each in self._sifted(_found(SITEMAP, self.site, self.ask), tally):
            yield each
        if tally.kept:
            return
        if tally.wants_saying:
            yield self._nothing(tally)
        # more looking does not help against an exclude that leaves everything out
        if not tally.all_excluded:
            async for each in self._one(_found(CRAWL, self.site, self.ask)):
                yield each

    async def named(self) -> AsyncGenerator[PageRef | Unchecked]:
        kept = {number: await self._whole(each) for number, each in enumerate(self.site.finders) if _adds(each)}
        for number, finding in enumerate(self.site.finders):
            found = _replayed(kept[number]) if number in kept else _found(finding, self.site, self.ask)
            async for each in self._one(found):
                yield each

    async def _one(self, found: AsyncGenerator[Found]) -> AsyncGenerator[PageRef | Unchecked]:
        tally = Tally(self.site)
        async for each in self._sifted(found, tally):
            yield each
        if tally.wants_saying:
            yield self._nothing(tally)

    async def _sifted(self, found: AsyncGenerator[Found], tally: Tally) -> AsyncGenerator[PageRef | Unchecked]:
        async with aclosing(found):
            async for each in found:
                if isinstance(each, Unchecked):
                    tally.told.add(each.what)
                    yield each
                elif isinstance(each, Looked):
                    tally.looked.append(each)
                    if self.looked:
                        self.looked(each)
                elif page := self._sift(each, tally):
                    yield page

    def _sift(self, page: PageRef, tally: Tally) -> PageRef | None:
        """Give a page that is the site's and new, by the name it is known by."""
        address = self._name(page)
        if address is None:
            tally.unusable += 1
        elif not (self.site.holds(address) or (page.body is not None and self.site.excluded_by(address) is None)):
            # a body was brought from where the site file says: that is the site's, whatever its address
            tally.leave_out(address)
        elif address in self.known:
            tally.again += 1
        else:
            tally.kept += 1
            named = page if page.url == address else replace(page, url=address)
            self.known.add(named.url)
            return _filled(named, self.added.get(address))
        return None

    def _name(self, page: PageRef) -> str | None:
        address = plain(page.url)
        return folded(address, self.site.start) if address and self.fold else address

    async def _whole(self, finding: Finding) -> list[Found]:
        found = [each async for each in _found(finding, self.site, self.ask)]
        for each in found:
            if isinstance(each, PageRef) and (address := self._name(each)):
                self.added[address] = _filled(self.added.get(address, each), each)
        return found

    def _nothing(self, tally: Tally) -> Unchecked:
        return Unchecked(what=tally.looked[0].address, why=tally.sentence(), stage="find")


async def _found(finding: Finding, site: Site, ask: Ask) -> AsyncGenerator[Found]:
    """Yield what one finder finds. One that fails is named, and the others go on."""
    try:
        async with aclosing(_finder(finding.kind).find(site, options_of(finding), ask)) as found:
            async for each in found:
                yield each
    except CheckerError:
        raise
    except Exception:  # noqa: BLE001 - one bad finder must not cost the others' pages
        _LOG.exception("The finder %s failed on %s", finding.kind, site.start)
        why = f'Finding pages by "{finding.kind}" failed. This is a fault in the checker, not in your site.'
        yield Unchecked(what=finding.kind, why=why, stage="find", fault=True)


async def _replayed(found: list[Found]) -> AsyncGenerator[Found]:
    for each in found:
        yield each


def _filled(page: PageRef, other: PageRef | None) -> PageRef:
    """Add what another finder knows of the same page and this one does not."""
    if other is None or other is page:
        return page
    return replace(
        page,
        owner=page.owner or other.owner,
        reviewed=page.reviewed or other.reviewed,
        review_due=page.review_due or other.review_due,
    )


def _adds(finding: Finding) -> bool:
    return bool(getattr(_finder(finding.kind), "ADDS", False))


def _kinds() -> tuple[str, ...]:
    return family.names(import_module(__name__))


def _finder(kind: str) -> Finder:
    return cast("Finder", family.member(import_module(__name__), kind))
