"""Opening the database: for a run, alone; or to look things up, while a run may be under way."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from checker.errors import Incomplete
from checker.history import database, lock, versions
from checker.history.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection


@contextmanager
def writing(url: URL, *, wait: bool) -> Iterator[Memory]:
    """Open the database for a run: alone, whole, and in the form of this version."""
    name = database.name_of(url)
    file = database.file_of(url)
    with database.told(name), _alone(url, wait=wait), _connected(url, writing=True) as connection:
        with connection.begin():
            if file is not None:
                database.check_whole(connection, name)
            versions.prepare(connection, name)
        yield Memory(connection=connection, name=name)


@contextmanager
def reading(url: URL) -> Iterator[Memory]:
    """Open the database to look things up, also while a run is under way. Nothing is written."""
    name = database.name_of(url)
    file = database.file_of(url)
    if file is not None and not file.exists():
        raise versions.nothing_yet(name)
    with database.told(name), _connected(url, writing=False) as connection:
        with connection.begin():
            versions.require(connection, name)
        yield Memory(connection=connection, name=name)


@contextmanager
def _connected(url: URL, *, writing: bool) -> Iterator[Connection]:
    """Connect, and leave nothing open behind."""
    engine = database.engine_of(url, writing=writing)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _alone(url: URL, *, wait: bool) -> Iterator[None]:
    """Make sure that no other run uses the database. A killed run holds no lock: the system lets go of it."""
    name, file = database.name_of(url), database.file_of(url)
    if url.get_backend_name() == "postgresql":
        with _connected(url, writing=True) as connection:
            query = text("SELECT pg_try_advisory_lock(hashtext('content-checker'))")
            lock.waited(lambda: bool(connection.execute(query).scalar()), wait=wait, name=name)
            # the lock belongs to the session, not to this transaction
            connection.commit()
            yield
        return
    if file is None:
        yield
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        holding = lock.locked(file.with_name(f"{file.name}.lock"), wait=wait, name=name)
        with holding:
            if wait:  # another program may be writing to it that knows nothing of our lock
                lock.waited(lambda: database.is_free(file), wait=True, name=name)
            yield
    except OSError as fault:
        raise Incomplete(
            f"{name} cannot be opened or created: {(fault.strerror or 'no reason given').lower()}.",
            "Look whether its folder exists and may be written, or name another place with --database.",
        ) from fault
