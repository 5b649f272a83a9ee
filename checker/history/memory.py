"""The door to the database: begin a run, or ask what earlier ones know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import exists, func, select

from checker.errors import Incomplete, UsageFault
from checker.history import codec, comparing, lookback, rebuilding, recalling
from checker.history.recording import Recording, clear
from checker.history.schema import pages, runs, sites
from checker.history.spans import Tonight
from checker.urls import target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import Connection, Row

    from checker.model.entries import Tally
    from checker.model.nights import Comparison, LinkHistory, Night, PageHistory
    from checker.model.runs import Run
    from checker.model.targets import Past, Target

    AnyRow = Row[*tuple[Any, ...]]

_NAME = len("20261123-031700")

_RESUMED = timedelta(hours=36)
"""How old a run may be that is gone on with: the night after the one it was killed in, not the week after."""


class Memory(Struct, frozen=True, kw_only=True):
    """What earlier runs know."""

    connection: Connection
    name: str
    """The database, as it is called in messages."""

    def begin(
        self,
        site_key: str,
        *,
        run_id: str,
        started: datetime,
        today: date,
        rules: tuple[str, ...],
        left_out: tuple[str, ...],
        settings: str,
    ) -> Recording:
        """Begin a run, or go on with the one that was killed.

        Args:
            site_key: Which site.
            run_id: From the moment it began, like `20261123-031700`. It is changed where that is not later than the
                run before: a clock was set back.
            started: When, in UTC.
            today: The date that ages and deadlines are judged by.
            rules: Names of the rules that are applied.
            left_out: Names of the rules that exist and are not applied: their problems are not looked for. A rule in
                neither exists no more.
            settings: Stands for all that changes what is found; a run begun with others is not gone on with.
        """
        with self.connection.begin():
            site = _site(self.connection, site_key)
            under_way = _unfinished(self.connection, site)
            kept = under_way is not None and _goes_on(under_way, started, rules, left_out, settings)
            if kept and under_way is not None:
                self.connection.execute(runs.update().where(runs.c.id == under_way.id).values(today=today))
                name, number = under_way.name, under_way.number
                started = datetime.fromisoformat(under_way.started)
            else:
                self.connection.execute(runs.delete().where(runs.c.site_id == site, runs.c.finished.is_(None)))
                number, name = _next(self.connection, site, run_id)
            tonight = Tonight(connection=self.connection, site=site, number=number, name=name, today=today)
            if not kept:
                clear(tonight)
                _insert(tonight, started, rules, left_out, settings)
            new = not self.connection.execute(select(exists().where(pages.c.site_id == site))).scalar()
        return Recording(tonight=tonight, started=started, resumed=kept, new_site=new, rules=rules, left_out=left_out)

    def run(self, site_key: str, run_id: str | None = None) -> tuple[Run, Comparison]:
        """Rebuild a run that has ended, the latest unless another is named.

        Raises:
            Incomplete: No run of the site has ended.
            UsageFault: There is none of that name.
        """
        with self.connection.begin():
            row = self._run(site_key, run_id)
            told = rebuilding.comparison(self.connection, row.site_id, row.number)
            return rebuilding.rebuilt(self.connection, row), told

    def recount(self, site_key: str, run_id: str, counted: Tally) -> None:
        """Have the trend count of a run what its report counts: what is accepted stands in the site file alone."""
        which = (sites.c.key == site_key) & (runs.c.site_id == sites.c.id) & (runs.c.name == run_id)
        with self.connection.begin():
            numbers = select(runs.c.id).where(which).scalar_subquery()
            self.connection.execute(runs.update().where(runs.c.id == numbers).values(asdict(counted)))

    def comparison(self, site_key: str) -> Comparison:
        """Tell how the latest run that has ended stands to the one before, without rebuilding its pages.

        Raises:
            Incomplete: No run of the site has ended.
        """
        with self.connection.begin():
            row = self._run(site_key, None)
            return rebuilding.comparison(self.connection, row.site_id, row.number)

    def runs(self, site_key: str) -> tuple[Night, ...]:
        """List the runs of a site that have ended, the latest last."""
        with self.connection.begin():
            row = self._latest(site_key)
            return rebuilding.trend(self.connection, row.site_id, row.number, limit=1 << 30) if row else ()

    def compare(self, site_key: str, before: str, after: str) -> tuple[Run, Comparison]:
        """Give a run, held against any earlier one.

        Raises:
            UsageFault: There is no run of one of these names, or the first is the later one.
        """
        with self.connection.begin():
            earlier, later = self._run(site_key, before), self._run(site_key, after)
            if earlier.number >= later.number:
                raise UsageFault(f"The run {before} is not earlier than {after}.", "Name the earlier one first.")
            told = comparing.between(self.connection, earlier, later)
            return rebuilding.rebuilt(self.connection, later), told

    def page_history(self, site_key: str, address: str) -> PageHistory | None:
        """Tell the history of a page; None where it was never met."""
        with self.connection.begin():
            return lookback.page_history(self.connection, self._run(site_key, None), target(address) or address)

    def link_history(self, site_key: str, address: str) -> LinkHistory | None:
        """Tell the history of an address that pages lead to; None where it was never met."""
        with self.connection.begin():
            return lookback.link_history(self.connection, self._run(site_key, None), target(address) or address)

    def remembered_for_check(self, urls: Iterable[str], now: datetime, remember_seconds: float) -> Mapping[str, Target]:
        """Give answers of any site's runs that need not be asked for again: good ones, and last night's surely bad."""
        with self.connection.begin():
            return recalling.answers(self.connection, urls, now=now, seconds=remember_seconds)

    def pasts_for_check(self, urls: Iterable[str], today: date) -> Mapping[str, Past]:
        """Give what any site's runs know of addresses."""
        with self.connection.begin():
            return recalling.pasts(self.connection, urls, today)

    def _latest(self, site_key: str) -> AnyRow | None:
        query = select(runs).join(sites, sites.c.id == runs.c.site_id).where(sites.c.key == site_key)
        return self.connection.execute(
            query.where(runs.c.finished.is_not(None)).order_by(runs.c.number.desc()).limit(1)
        ).first()

    def _run(self, site_key: str, run_id: str | None) -> AnyRow:
        latest = self._latest(site_key)
        if latest is None:
            raise Incomplete(f"No run of {site_key} has ended yet.", f"`checker run {site_key}` makes one.")
        if run_id is None:
            return latest
        query = select(runs).where(runs.c.site_id == latest.site_id, runs.c.name == run_id)
        row = self.connection.execute(query.where(runs.c.finished.is_not(None))).first()
        if row is None:
            raise UsageFault(f"There is no run {run_id} of {site_key}.", f"The latest is {latest.name}.")
        return row


def _site(connection: Connection, key: str) -> int:
    query = select(sites.c.id).where(sites.c.key == key)
    found = connection.execute(query).scalar()
    if found is None:
        connection.execute(sites.insert().values(key=key))
        found = connection.execute(query).scalar_one()
    return int(found)


def _unfinished(connection: Connection, site: int) -> AnyRow | None:
    return connection.execute(select(runs).where(runs.c.site_id == site, runs.c.finished.is_(None))).first()


def _goes_on(row: AnyRow, started: datetime, rules: tuple[str, ...], left_out: tuple[str, ...], settings: str) -> bool:
    """Tell whether a killed run is gone on with: it is young, and began with the same rules and settings."""
    same = row.settings == settings and codec.names(row.rules) == rules and codec.names(row.left_out) == left_out
    return same and abs(started - datetime.fromisoformat(row.started)) <= _RESUMED


def _next(connection: Connection, site: int, run_id: str) -> tuple[int, str]:
    """Give the number and the name of the next run. Names are in order even where a clock was set back."""
    query = select(func.max(runs.c.number), func.max(runs.c.name)).where(runs.c.site_id == site)
    number, latest = connection.execute(query).one()
    if latest is None or run_id > latest:
        return (number or 0) + 1, run_id
    stem, again = latest[:_NAME], latest[_NAME + 1 :]
    return number + 1, f"{stem}-{int(again) + 1 if again.isdigit() else 2:03}"


def _insert(
    tonight: Tonight, started: datetime, rules: tuple[str, ...], left_out: tuple[str, ...], settings: str
) -> None:
    tonight.connection.execute(
        runs.insert().values(
            site_id=tonight.site,
            number=tonight.number,
            name=tonight.name,
            started=started.isoformat(),
            today=tonight.today,
            settings=settings,
            rules=codec.encode(rules),
            left_out=codec.encode(left_out),
        )
    )
