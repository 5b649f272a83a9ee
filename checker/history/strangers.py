"""What hosts said to made-up addresses: it shows for a week what they show for an address that is not there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Column, LargeBinary, Table, select

from checker.history import codec
from checker.history.columns import of, once_a_site
from checker.history.database import batches
from checker.history.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from checker.history.spans import Tonight
    from checker.model.targets import Evidence

KEPT = timedelta(days=7)

strangers = Table(
    "strangers",
    metadata,
    of("site"),
    Column("place", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    once_a_site("place"),
)
"""The place is a directory of a host, or a script of it."""


def create(connection: Connection) -> None:
    """Make the table: the step from the first form of the history to the second."""
    strangers.create(connection)


def remembered(tonight: Tonight) -> dict[str, Evidence]:
    """Give the answers by place."""
    query = select(strangers.c.body).where(strangers.c.site_id == tonight.site)
    return dict(codec.stranger(row.body) for row in tonight.connection.execute(query))


def record(tonight: Tonight, found: Mapping[str, Evidence], now: datetime) -> None:
    """Replace what is kept by these answers, but for those too old to be of use."""
    tonight.connection.execute(strangers.delete().where(strangers.c.site_id == tonight.site))
    young = ((place, seen) for place, seen in sorted(found.items()) if now - seen.asked < KEPT)
    for batch in batches(young):
        rows = [
            {"site_id": tonight.site, "place": codec.key(place), "body": codec.encode((place, seen))}
            for place, seen in batch
        ]
        tonight.connection.execute(strangers.insert(), rows)
