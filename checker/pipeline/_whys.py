"""Why a run is not complete, or has nothing to tell, in sentences for the person who reads the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import Incomplete
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.sites import Site
    from checker.pipeline._addresses import Addresses
    from checker.pipeline._halt import Halt
    from checker.pipeline._read import Read

_REST_FIRST = "The next night begins with the rest."
_NOT_THE_PAGE = "The site may be being worked on, or our own network may show a page of its own."


def whys(read: Read, halt: Halt, *, max_unread: float, ours: str | None, faults: int) -> Iterator[str]:
    """Say why the run is not complete, if it is not."""
    # a page that is certainly gone is no gap in what was seen
    unread = len(read.unread) - len(read.gone)
    pages = count(len(read.found), "page")
    if halt.why:
        yield f"Stopped early: {len(read.packed):,} of {pages} checked, because {halt.why}."
    elif read.same:
        yield f"{len(read.same):,} of {pages} say the very same words. {_NOT_THE_PAGE}"
    elif not read.packed:
        yield f"{_none(len(read.found))} could be read."
    elif unread * 100 > max_unread * len(read.found):
        yield f"{unread:,} of {pages} could not be read, so some problems may be missing."
    if ours:
        yield ours
    if faults:
        yield f"The checker failed on {count(faults, 'page')}. This is a fault in the checker, not in your pages."


def kept_back(site: Site, read: Read, addresses: Addresses) -> Iterator[str]:
    """Say what was left because the site's file allows no more a night."""
    if read.more:
        yield f"Not all pages were read: the site's file allows {site.night.pages:,} a night. {_REST_FIRST}"
    if addresses.left:
        yield f"Not all links were asked: the site's file allows {site.night.links:,} a night. {_REST_FIRST}"


def nothing(site: Site, read: Read) -> Incomplete:
    """Say why there is nothing to tell: no page was found, or none could be read."""
    if not read.found:
        why = read.missed[0].why if read.missed else "No way to find pages led to any."
        return Incomplete(f"No pages of {site.name} were found.", why)
    reasons = sorted(read.unread.values())
    most = max(reasons, key=reasons.count)
    none = f"{_none(len(read.found))} of {site.name} could be read."
    if len(read.ours) == len(read.found):
        return Incomplete("This machine seems to be offline.", f"{none} {most}")
    return Incomplete(none, most)


def _none(number: int) -> str:
    return "The only page" if number == 1 else f"None of {number:,} pages"
