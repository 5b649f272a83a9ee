"""The work that `check` and `extract` share: look at every target, come what may."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from checker import pipeline, rules, urls
from checker.commands import _endings, _targets
from checker.commands._progress import watched
from checker.commands._terminal import say
from checker.errors import CheckerError, UsageFault
from checker.model.problems import Unchecked
from checker.model.rules import Ages, Settings
from checker.text import count, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.commands._reading import Asked
    from checker.commands._targets import Wanted
    from checker.model.runs import PageResult
    from checker.model.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What became of the targets."""

    pages: tuple[PageResult, ...]
    unchecked: tuple[Unchecked, ...]
    """What could not be looked at and belongs to no page."""
    exit_code: int
    """What is to be said of the work itself, whatever was found."""


def settings(asked: Asked, site: Site | None) -> Settings:
    """Put together what decides how pages are read and judged; the command line overrides the site file.

    Raises:
        UsageFault: There is no such rule, or the base is not a web address.
    """
    rules.chosen(asked.only, asked.skip)
    return Settings(
        today=asked.today or datetime.now().astimezone().date(),
        region=asked.region or (site.region if site else "GB"),
        ages=site.ages if site else Ages(),
        base=_base(asked.base),
        reader=asked.type,
        content=site.content if site else None,
        only=asked.only,
        skip=asked.skip,
    )


def _base(address: str | None) -> str | None:
    if address is None:
        return None
    found = urls.parts(address)
    if found is None or found.scheme not in urls.SCHEMES:
        raise UsageFault(f'--base: "{address}" is not a web address.', "It begins with https:// or http://.")
    return found.href


def look(asked: Asked, how: Settings, *, check: bool) -> Looked:
    """Look at every target. What cannot be read is said and costs no other page its result.

    An interruption ends the looking, not the program: what was done so far is given, what was not is `Unchecked`.
    """
    _log_to_stderr()
    found = list(_targets.find(asked.targets, how.base))
    refused = [each for each in found if isinstance(each, _targets.Refused)]
    wanted = [each for each in found if isinstance(each, _targets.Wanted)]
    for refusal in refused:
        say(f"Error: {_sentence(refusal.unchecked)}")
    pages: list[PageResult] = []
    codes = [each.exit_code for each in refused]
    try:
        # one by one, so that what was done is kept when it is stopped
        pages.extend(_examined(each, how, check=check) for each in watched(wanted, asked.manner))
    except KeyboardInterrupt as stop:
        codes.append(_endings.of_interruption(stop))
        say(f"Stopped early: {len(pages)} of {count(len(wanted), 'page')} checked.")
    for page in pages:
        codes += _complaints(page)
    return Looked(
        pages=tuple(pages),
        unchecked=(*(each.unchecked for each in refused), *(_not_reached(each) for each in wanted[len(pages) :])),
        exit_code=_endings.gravest(codes),
    )


def _examined(wanted: Wanted, how: Settings, *, check: bool) -> PageResult:
    if wanted.path is None and sys.stdin is not None and sys.stdin.isatty():
        say("Type or paste the page, then press Ctrl-D.")
    try:
        source = _targets.read(wanted)
    except CheckerError as refusal:
        return pipeline.unread(wanted.target, refusal.message)
    return pipeline.examine(source, replace(how, base=wanted.base), check=check)


def _complaints(page: PageResult) -> Iterable[int]:
    """Say on stderr what kept a page from being read or wholly judged, and give the exit code for it."""
    for each in page.unchecked:
        if each.fault or not page.read:
            say(f"Error: {_sentence(each)}")
            yield _endings.INCOMPLETE


def _sentence(unchecked: Unchecked) -> str:
    name = printable(unchecked.what)
    return unchecked.why if name in unchecked.why else f"{name}: {unchecked.why}"


def _not_reached(wanted: Wanted) -> Unchecked:
    why = "The check was stopped before this page was looked at."
    return Unchecked(what=wanted.target, why=why, stage="find", pages=(wanted.target,))


class _Printable(logging.Formatter):
    """Log lines may hold names and words from pages."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def _log_to_stderr() -> None:
    shown = logging.StreamHandler()
    shown.setFormatter(_Printable("%(message)s"))
    logging.basicConfig(handlers=[shown], level=logging.WARNING)
