"""The work that `check` and `extract` share: look at every target, come what may."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checker import pipeline, rules, urls
from checker.commands import _endings, _targets
from checker.commands._progress import watched
from checker.commands._terminal import say
from checker.errors import CheckerError, UsageFault
from checker.model.problems import Unchecked
from checker.model.rules import Settings
from checker.model.runs import PageResult
from checker.text import count, printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.commands._reading import Asked
    from checker.commands._targets import Wanted
    from checker.model.sites import Site
    from checker.model.targets import Facts, Target
    from checker.pipeline import Studied


class Looked(Struct, frozen=True, kw_only=True):
    """What became of the targets."""

    pages: tuple[PageResult, ...]
    unchecked: tuple[Unchecked, ...]
    """What could not be looked at and belongs to no page."""
    exit_code: int
    """What is to be said of the work itself, whatever was found."""
    targets: tuple[Target, ...] = ()
    """Every address that was looked up, sorted."""


class Work(Struct):
    """The targets of one command, and what is known of each so far."""

    asked: Asked
    how: Settings
    site: Site | None
    wanted: list[Wanted]
    studied: dict[int, Studied] = {}
    """By the target's place in `wanted`."""
    codes: list[int] = []

    def source_settings(self, wanted: Wanted) -> Settings:
        """Give what a target is read by: its own base, beside what holds for all."""
        return replace(self.how, base=wanted.base)


def settings(asked: Asked, site: Site | None) -> Settings:
    """Put together what decides how pages are read and judged; the command line overrides the site file.

    Raises:
        UsageFault: There is no such rule, or the base is not a web address.
    """
    rules.names(asked.only, asked.skip)
    how = of_site(site, today=asked.today, only=asked.only, skip=asked.skip)
    return replace(how, region=asked.region or how.region, base=_base(asked.base), reader=asked.type)


def of_site(site: Site | None, *, today: date | None, only: tuple[str, ...], skip: tuple[str, ...]) -> Settings:
    """Give what decides how the pages of a site are read and judged; for pages of no site, what usually does."""
    how = Settings(today=today or datetime.now().astimezone().date(), only=only, skip=skip)
    if site is None:
        return how
    return replace(
        how,
        region=site.region,
        ages=site.ages,
        content=site.content,
        retired=site.retired,
        phone_style=site.phone_style,
        register=site.contact_details,
    )


def _base(address: str | None) -> str | None:
    if address is None:
        return None
    found = urls.parts(address)
    if found is None or found.scheme not in urls.SCHEMES:
        raise UsageFault(f'--base: "{address}" is not a web address.', "It begins with https:// or http://.")
    return found.href


def look(asked: Asked, how: Settings, site: Site | None, *, check: bool) -> Looked:
    """Look at every target. What cannot be read is said and costs no other page its result.

    An interruption ends the looking, not the program: what was done so far is given, what was not is `Unchecked`.
    """
    _log_to_stderr()
    found = list(_targets.find(asked.targets, how.base, offline=asked.offline))
    refused = [each for each in found if isinstance(each, _targets.Refused)]
    for refusal in refused:
        say(f"Error: {_sentence(refusal.unchecked)}")
    work = Work(asked=asked, how=how, site=site, wanted=[each for each in found if isinstance(each, _targets.Wanted)])
    work.codes += (each.exit_code for each in refused)
    facts: Facts | None = None
    targets: tuple[Target, ...] = ()
    try:
        _study_files(work)
        facts, targets = _known(work, check=check)
    except KeyboardInterrupt as stop:
        work.codes.append(_endings.of_interruption(stop))
        say(f"Stopped early: {len(work.studied)} of {count(len(work.wanted), 'page')} checked.")
    pages = [_result(work, number, facts, check=check) for number in sorted(work.studied)]
    pages, failed = _together(work, pages) if check else (pages, ())
    for page in pages:
        work.codes += _complaints(page)
    left = (_not_reached(each) for number, each in enumerate(work.wanted) if number not in work.studied)
    return Looked(
        pages=tuple(pages),
        unchecked=(*(each.unchecked for each in refused), *left, *failed),
        exit_code=_endings.gravest(work.codes),
        targets=targets,
    )


def _known(work: Work, *, check: bool) -> tuple[Facts | None, tuple[Target, ...]]:
    """Find out where links lead: from the network, or without it from what earlier nights know."""
    # most of what is needed for it is slow to import
    if not work.asked.offline:
        from checker.commands import _online  # noqa: PLC0415

        return _online.look(work, check=check)
    from checker.commands import _recalling  # noqa: PLC0415

    answers = _recalling.recalled(work, pasts=False).answers if check else {}
    return pipeline.Facts(targets=answers) if answers else None, tuple(answers[url] for url in sorted(answers))


def _together(work: Work, pages: list[PageResult]) -> tuple[list[PageResult], tuple[Unchecked, ...]]:
    """Add what only shows when the pages are seen together, and say which rules failed at it."""
    read = {pages[at].address: work.studied[number] for at, number in enumerate(sorted(work.studied)) if pages[at].read}
    if len(read) < 2:  # noqa: PLR2004 - one page has nothing to differ from
        return pages, ()
    problems, failed = pipeline.judge_together(read, work.how, one_site=work.site is not None)
    work.codes += [_endings.INCOMPLETE] * bool(failed)
    return [pipeline.with_more(each, problems.get(each.address, ())) for each in pages], failed


def _study_files(work: Work) -> None:
    """Read the targets that are no web addresses, one by one, so that what was done is kept when it is stopped."""
    numbered = [(number, each) for number, each in enumerate(work.wanted) if each.url is None]
    shown = watched([each for _, each in numbered], work.asked.manner)
    for (number, _), each in zip(numbered, shown, strict=True):
        work.studied[number] = _studied(each, work)


def _studied(wanted: Wanted, work: Work) -> Studied:
    if wanted.path is None and sys.stdin is not None and sys.stdin.isatty():
        say("Type or paste the page, then press Ctrl-D.")
    try:
        source = _targets.read(wanted)
    except CheckerError as refusal:
        return pipeline.unread(wanted.target, refusal.message)
    return pipeline.study(source, work.source_settings(wanted))


def _result(work: Work, number: int, facts: Facts | None, *, check: bool) -> PageResult:
    studied, wanted = work.studied[number], work.wanted[number]
    if studied.page is None:
        return PageResult(target=wanted.target, url=wanted.url, read=False, unchecked=studied.unchecked)
    if not check:
        return pipeline.listed(studied)
    result = _located(pipeline.judge(studied, work.source_settings(wanted), facts), wanted, work)
    if facts is None or work.asked.offline:
        return result
    own = pipeline.own_facts(studied, facts)
    return replace(result, unchecked=(*result.unchecked, *pipeline.unanswered(result.address, own)))


def _located(result: PageResult, wanted: Wanted, work: Work) -> PageResult:
    """Say on which line of a file each problem stands. A file is read again for it: there may be thousands."""
    if wanted.path is None or not result.problems:
        return result
    # a page without a problem does not wait for it
    from checker import fixing, readers  # noqa: PLC0415

    try:
        source = _targets.read(wanted)
        kind = readers.kind(source, work.how)
        if kind not in fixing.KINDS:
            return result
        encoding, begin = readers.encoding(source)
    except CheckerError:
        return result  # it has gone since
    words = source.body[begin:].decode(encoding, "replace")
    return replace(result, problems=fixing.locate(words, kind, result.problems))


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
