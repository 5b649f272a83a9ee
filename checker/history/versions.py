"""Databases of earlier versions are brought up to date; those of later ones are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, select

from checker.errors import Incomplete
from checker.history import columns, originals, pages, schema, strangers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    Step = Callable[[Connection], None]


def _leave_alone(_: Connection) -> None:
    """Change nothing: the step from the fourth form to the fifth.

    From then on results are written in parts, which an earlier checker cannot read; those in one piece stay (`bodies`).
    """


STEPS: Mapping[int, Step] = {1: strangers.create, 2: originals.create, 3: pages.add_gist, 4: _leave_alone}
"""By version: what makes a database of that version one of the next."""


def prepare(connection: Connection, name: str, *, steps: Mapping[int, Step] = STEPS, to: int = schema.VERSION) -> None:
    """Create the tables, or bring them up to date. All of it or nothing: the caller's transaction holds it together.

    Raises:
        Incomplete: The database belongs to something else, or to a newer checker.
    """
    columns.speak(connection.dialect.name, schema.metadata)
    version = _version(connection, name)
    if version is None:
        schema.metadata.create_all(connection)
        connection.execute(schema.about.insert().values(version=to))
        return
    refuse_newer(version, name, to)
    for each in range(version, to):
        steps[each](connection)
    if version < to:
        connection.execute(schema.about.update().values(version=to))


def require(connection: Connection, name: str) -> None:
    """Make sure that the tables are there and up to date, and change nothing.

    Raises:
        Incomplete: They are not.
    """
    version = _version(connection, name)
    if version is None:
        raise nothing_yet(name)
    refuse_newer(version, name, schema.VERSION)
    if version < schema.VERSION:
        raise Incomplete(f"{name} was made by an older checker.", "The next `checker run` brings it up to date.")


def refuse_newer(version: int, name: str, to: int) -> None:
    """Leave a database alone whose tables may mean something else.

    Raises:
        Incomplete: It is newer than we are.
    """
    if version > to:
        raise Incomplete(
            f"{name} was made by a newer checker (form {version}; this checker knows form {to}).",
            "Use the newer checker, or name another database with --database. Nothing was changed.",
        )


def nothing_yet(name: str) -> Incomplete:
    """Say that no run was ever recorded there."""
    return Incomplete(f"There is no history in {name} yet.", "`checker run` begins one.")


def _version(connection: Connection, name: str) -> int | None:
    """Read which version made the tables; None where there are none."""
    tables = set(inspect(connection).get_table_names())
    if schema.about.name in tables:
        found: int = connection.execute(select(schema.about.c.version)).scalar_one()
        return found
    ours = tables & set(schema.metadata.tables)
    if ours or (tables and connection.dialect.name == "sqlite"):
        raise Incomplete(
            f"{name} is a database of something else.", "Name another one with --database. Nothing was changed."
        )
    return None
