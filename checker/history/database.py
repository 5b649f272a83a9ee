"""The connection: SQLite or PostgreSQL, opened the way this program needs it, its complaints put in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool, StaticPool

from checker.errors import Incomplete, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import URL, Connection, Engine, Table
    from sqlalchemy.dialects import postgresql

Row = TypeVar("Row")

BATCH = 500
"""Rows a statement: SQLite took no more than 999 values in one before 2020, and memory stays small."""

_BUSY = 10_000
"""Milliseconds to wait for somebody who reads the report meanwhile."""

_SAID = {
    "SQLITE_NOTADB": ("{name} is not a database.", "Name another file with --database, or move it away."),
    "SQLITE_CORRUPT": (
        "{name} is damaged.",
        "Put a copy in its place, or move it away: the next run then begins a new history.",
    ),
    "SQLITE_FULL": ("The disk is full: {name} could not be written.", "Make room and run it again; it goes on there."),
    "SQLITE_READONLY": ("{name} may not be written.", "Give this account the right to write the file and its folder."),
    "SQLITE_PERM": ("{name} may not be opened.", "Give this account the right to write the file and its folder."),
    "SQLITE_CANTOPEN": (
        "{name} cannot be opened or created.",
        "Look whether its folder exists and may be written, or name another place with --database.",
    ),
    "SQLITE_BUSY": ("Another program is using {name}.", "Wait until it has ended, or run with --wait."),
    "SQLITE_LOCKED": ("Another program is using {name}.", "Wait until it has ended, or run with --wait."),
    "SQLITE_IOERR": ("{name} could not be read or written.", "Look whether its disk is full or failing."),
}
"""By SQLite's name of the fault: what happened, and what to do."""


def parsed(url: str) -> URL:
    """Read the address of a database.

    Raises:
        UsageFault: It is not one.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError) as fault:
        raise UsageFault(
            "The address of the database cannot be read.",
            "Write it like sqlite:///reports/history.db or postgresql://name@host/database.",
        ) from fault
    if found.drivername in {"postgres", "postgresql"}:
        return found.set(drivername="postgresql+psycopg")
    if found.get_backend_name() not in {"sqlite", "postgresql"}:
        raise UsageFault(f"A database of the kind {found.drivername} is not known.", "Use sqlite or postgresql.")
    return found


def name_of(url: URL) -> str:
    """Name a database in a message: the file, or the address without its password."""
    return (url.database or "memory") if url.get_backend_name() == "sqlite" else url.render_as_string()


def file_of(url: URL) -> Path | None:
    """Give the file of a SQLite database; None for one in memory and for PostgreSQL."""
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def engine_of(url: URL, *, writing: bool) -> Engine:
    """Make the engine. Nothing is opened yet.

    Raises:
        UsageFault: The driver for it is not installed.
    """
    lasting = url.get_backend_name() == "sqlite" and file_of(url) is None
    try:
        engine = create_engine(url, poolclass=StaticPool if lasting else NullPool)
    except (ImportError, NoSuchModuleError) as fault:
        raise UsageFault(
            "The driver for PostgreSQL is not installed.", "Install it: pip install 'content-checker[postgresql]'"
        ) from fault
    if engine.dialect.name == "sqlite":
        _tune(engine, writing=writing)
    return engine


def _tune(engine: Engine, *, writing: bool) -> None:
    """Make SQLite keep whole transactions, also around tables: its driver would begin them late and commit early."""

    @event.listens_for(engine, "connect")
    def opened(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_BUSY}")
        connection.execute("PRAGMA foreign_keys = ON")
        if writing:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def is_free(file: Path) -> bool:
    """Tell whether a SQLite file could be written to now. What else may be wrong with it is told when it is opened."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            return not (getattr(fault, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY")
        connection.execute("ROLLBACK")
    return True


def check_whole(connection: Connection, name: str) -> None:
    """Look through a SQLite file for damage. It reads the whole file: half a second for 200 MB.

    Raises:
        Incomplete: It is damaged.
    """
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
        message, hint = _SAID["SQLITE_CORRUPT"]
        raise Incomplete(message.format(name=name), hint)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Put what a database complains about in one sentence. The one place that knows its library's exceptions."""
    try:
        yield
    except DBAPIError as fault:
        raise _incomplete(fault.orig, name) from fault
    except sqlite3.Error as fault:
        raise _incomplete(fault, name) from fault


def _incomplete(fault: BaseException | None, name: str) -> Incomplete:
    kind = getattr(fault, "sqlite_errorname", "") or ""
    for start, (message, hint) in _SAID.items():
        if kind.startswith(start):
            return Incomplete(message.format(name=name), hint)
    line = (str(fault).strip() or "no reason given").splitlines()[0]
    return Incomplete(f"The database {name} could not be used.", f"It says: {line}")


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """Cut a stream into lists of at most that many."""
    stream = iter(rows)
    while batch := list(islice(stream, size)):
        yield batch


def insertion(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an insert that may say what to do about a row that is there: both databases know it, each its own way."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    # takes longer to load than ten pages to read, and most histories are files
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert(table)
