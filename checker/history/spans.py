"""Rows that hold from one run until another: written only when something changes, read as of any run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import and_, bindparam, or_, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Executable, Table

    Wanted = Mapping[int, dict[str, object]]


class Tonight(Struct, frozen=True, kw_only=True):
    """The run under way."""

    connection: Connection
    site: int
    """Its id in the database."""
    number: int
    """The run's; the first of a site is 1."""
    name: str
    today: date

    @property
    def dialect(self) -> str:
        """Name the kind of database: sqlite or postgresql."""
        return self.connection.dialect.name


def holding(table: Table, number: int) -> ColumnElement[bool]:
    """Select the rows that held in a run."""
    return and_(table.c.since <= number, or_(table.c.until.is_(None), table.c.until > number))


def put(tonight: Tonight, table: Table, owner: str, wanted: Wanted, *, refresh: Iterable[int] = ()) -> None:
    """Say what holds from this run on, by the id of what it holds for. What already holds is not written again.

    Args:
        tonight: The run under way.
        table: One with `since`, `until`, `digest` and `body`.
        owner: The column that says what a row is about.
        wanted: The rows; the digest decides whether something changed.
        refresh: Of these the body is written even where the digest is the same.
    """
    if not wanted:
        return
    held = {row.owner: row for row in tonight.connection.execute(_open(table, owner), {"owners": list(wanted)})}
    same = {each for each in wanted if each in held and held[each].digest == wanted[each]["digest"]}
    again = [each for each in wanted if each in held and each not in same and held[each].since == tonight.number]
    ended = [held[each].id for each in wanted if each in held and each not in same and each not in again]
    fresh = [each for each in wanted if each not in same and each not in again]
    change(tonight, table, [{"_id": held[each].id, **wanted[each]} for each in again])
    kept = [each for each in refresh if each in same]
    change(tonight, table, [{"_id": held[each].id, "body": wanted[each]["body"]} for each in kept])
    change(tonight, table, [{"_id": each, "until": tonight.number} for each in ended])
    if fresh:
        rows = [{owner: each, "since": tonight.number, **wanted[each]} for each in fresh]
        tonight.connection.execute(_adding(table), rows)


def holding_still(tonight: Tonight, table: Table, owner: str, digests: Mapping[int, bytes]) -> set[int]:
    """Give those of which the same holds already, by the id of what it holds for."""
    if not digests:
        return set()
    held = tonight.connection.execute(_open(table, owner), {"owners": list(digests)})
    return {row.owner for row in held if row.digest == digests[row.owner]}


def end(tonight: Tonight, table: Table, which: ColumnElement[bool]) -> None:
    """Let rows hold no longer. Those that began in this very run never held."""
    open_now = and_(table.c.until.is_(None), which)
    tonight.connection.execute(table.delete().where(open_now, table.c.since >= tonight.number))
    tonight.connection.execute(table.update().where(open_now).values(until=tonight.number))


def change(tonight: Tonight, table: Table, rows: list[dict[str, object]]) -> None:
    """Change rows of a table, each by its `_id`; all name the same columns."""
    if not rows:
        return
    tonight.connection.execute(_changing(table, tuple(name for name in rows[0] if name != "_id")), rows)


# made once: making one of these takes as long as running it


@lru_cache(maxsize=64)
def _open(table: Table, owner: str) -> Executable:
    about = table.c[owner]
    held = about.in_(bindparam("owners", expanding=True)) & table.c.until.is_(None)
    return select(about.label("owner"), table.c.id, table.c.since, table.c.digest).where(held)


@lru_cache(maxsize=64)
def _adding(table: Table) -> Executable:
    return table.insert()


@lru_cache(maxsize=64)
def _changing(table: Table, names: tuple[str, ...]) -> Executable:
    return table.update().where(table.c.id == bindparam("_id")).values({name: bindparam(name) for name in names})
