"""Writes the reports of a run: into a folder of the run, and again into `latest`."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import formats
from checker.commands import _output
from checker.commands._terminal import say
from checker.errors import CheckerError, Incomplete, UsageFault
from checker.model.reports import Front, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from checker.commands._store import Store
    from checker.history.memory import Memory
    from checker.model.reports import Carried, Report
    from checker.model.sites import Site

_BY_DEFAULT = ("html", "xlsx", "json")
LATEST = "latest"
_PIECE = 1 << 20
"""Bytes of a file in hand while it is copied."""


class Writing(Struct, frozen=True, kw_only=True):
    """Which formats are written, and where."""

    formats: tuple[tuple[str, str | None], ...]
    """Each with the path it goes to; None for its usual place."""
    reports: Path

    @classmethod
    def of(cls, asked: Iterable[str], store: Store) -> Writing:
        """Understand `--write`.

        Raises:
            UsageFault: There is no such format.
        """
        wanted = tuple(_wanted(each) for each in asked) or tuple((name, None) for name in _BY_DEFAULT)
        known = formats.names("report")
        for name, _ in wanted:
            if name not in known:
                formats.file_name(name)  # it says what was probably meant
        return cls(formats=wanted, reports=Path(store.reports))

    def loads(self) -> Iterator[Callable[[], None]]:
        """Yield what loads that which its formats and the front door stand on."""
        from checker.formats import html  # noqa: PLC0415 - see below

        yield html.load_front
        yield from (partial(formats.load, name) for name, _ in self.formats)

    def write(self, report: Report, *, carried: Mapping[str, Carried] | None = None) -> str:
        """Write every format of a report.

        Args:
            report: Of a site.
            carried: What the team wrote into an older workbook, by the problem's id.

        Returns:
            Where the one lies that people open, if it was asked for.

        Raises:
            Incomplete: One cannot be written.
        """
        opened = ""
        if report.site is None:
            raise ValueError("only the report of a site has a place")
        top = self.reports / report.site.key
        for name, path in self.formats:
            file = Path(path).name if path else None
            made = formats.files(name, report, Style(carried=carried or {}, beside=self._beside()), file=file)
            folders = (Path(path).parent,) if path else (top / report.run.id, top / LATEST)
            put(folders[0], made)
            for folder in folders[1:]:
                put(folder, {name: _read(folders[0] / name) for name in made})
            if name == "html":
                opened = str(folders[-1] / next(iter(made)))
        return opened

    def _beside(self) -> tuple[str, ...]:
        """Name the files that lie together, so that the one people open can lead to the others."""
        return tuple(formats.file_name(name) for name, path in self.formats if path is None and name != "html")

    def front(
        self, sites: Iterable[Site], memory: Memory, *, made: Iterable[Report] = (), failed: Mapping[str, str]
    ) -> None:
        """Write the front door: every site with what its latest run came to.

        Args:
            sites: All there are, also those that were not run this time.
            memory: What their latest runs came to.
            made: The reports of those that were.
            failed: By a site's key, why it could not be run this time.
        """
        from checker.formats.html import front  # noqa: PLC0415 - jinja2 is needed only here

        known = {each.site.key: each for each in made if each.site}
        rows = [self._row(each, known.get(each.key) or _latest(memory, each), failed.get(each.key)) for each in sites]
        put(self.reports, {"index.html": front(rows)})

    def _row(self, site: Site, report: Report | None, failed: str | None) -> Front:
        place = self.reports / site.key / LATEST / "report.html"
        link = place.relative_to(self.reports).as_posix() if place.exists() else None
        if report is None:
            return Front(name=site.name, link=link, finished=None, failed=failed)
        states = report.totals.states
        return Front(
            name=site.name,
            link=link,
            finished=report.run.finished,
            complete=report.run.complete,
            danger=report.totals.problems.danger,
            wrong=report.totals.problems.wrong,
            new=None if report.first_run or states is None else states.new,
            failed=failed,
        )


def _latest(memory: Memory, site: Site) -> Report | None:
    """Make the report of the last run that saw anything; None if none ever did."""
    try:
        trend = memory.comparison(site.key).trend
    except CheckerError:
        return None
    # whoever only writes has made the report already
    from checker.commands import _reporting  # noqa: PLC0415

    # a night that saw nothing has no numbers of its own
    night = next((each for each in reversed(trend) if each.pages), None)
    return _reporting.of(memory, site, rules=(), run_id=night.run) if night else None


def tell(places: Iterable[str]) -> None:
    """Say where the reports lie that people open."""
    for each in filter(None, places):
        say(f"Wrote {each}")


def _wanted(words: str) -> tuple[str, str | None]:
    name, equals, path = words.partition("=")
    if equals and not path:
        raise UsageFault(f'--write: "{words}" names no file.', "Write it like html=report.html.")
    return name, path or None


def _read(place: Path) -> Iterator[bytes]:
    """Give what was just written there, a piece at a time."""
    with place.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def put(folder: Path, files: Mapping[str, str | bytes | Iterator[str | bytes]]) -> None:
    """Write files, at once or in pieces, each so that nobody ever reads half of one."""
    for name, written in files.items():
        place = folder / name
        beside = folder / f".{name}.new"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                pieces = (written,) if isinstance(written, str | bytes) else written
                file.writelines(map(_output.encoded, pieces))
            os.replace(beside, place)  # noqa: PTH105 - known to be atomic by this name
        except OSError as fault:
            reason = (fault.strerror or "unknown reason").lower()
            raise Incomplete(f"{place} could not be written: {reason}.") from fault
