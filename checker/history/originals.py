"""What organisations publish of themselves: read once a week at most, and the last day it was what we publish."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Column, Date, LargeBinary, Table, select

from checker.history import codec
from checker.history.columns import Words, of, once_a_site
from checker.history.database import batches, insertion
from checker.history.schema import metadata
from checker.model.originals import Confirmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import Connection

    from checker.history.spans import Tonight
    from checker.model.originals import Organisation

_FORGOTTEN = timedelta(days=400)
"""What no page of ours has led to for so long is let go."""

originals = Table(
    "originals",
    metadata,
    of("site"),
    Column("domain", Words, nullable=False),
    Column("looked", Date, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("confirmed", LargeBinary, nullable=False),
    once_a_site("domain"),
)
"""An organisation's website: what was seen of it, and by number or email of ours the last day it stood there."""


def create(connection: Connection) -> None:
    """Make the table: the step from the second form of the history to the third."""
    originals.create(connection)


def remembered(tonight: Tonight, domains: Iterable[str]) -> dict[str, Organisation]:
    """Give what was last seen of organisations; those never read are left out."""
    ours = select(originals.c.domain, originals.c.body).where(originals.c.site_id == tonight.site)
    found = {}
    for batch in batches(domains):
        for row in tonight.connection.execute(ours.where(originals.c.domain.in_(batch))):
            organisation = codec.organisation(row.body)
            if organisation is not None:
                found[row.domain] = organisation
    return found


def record(tonight: Tonight, seen: Iterable[tuple[Organisation, Mapping[str, date]]]) -> None:
    """Keep what was seen of organisations; days on which something stood there are added to those known."""
    for batch in batches(seen):
        known = _days(tonight, [each.domain for each, _ in batch])
        rows = [
            {
                "site_id": tonight.site,
                "domain": each.domain,
                "looked": each.looked.date(),
                "body": codec.encode(each),
                "confirmed": codec.encode({**known.get(each.domain, {}), **days}),
            }
            for each, days in batch
        ]
        insert = insertion(tonight.dialect, originals)
        same = {name: insert.excluded[name] for name in ("looked", "body", "confirmed")}
        tonight.connection.execute(
            insert.on_conflict_do_update(index_elements=["site_id", "domain"], set_=same),
            rows,
        )


def forget(tonight: Tonight) -> None:
    """Let go of organisations that nothing has led to for long."""
    old = originals.c.looked < tonight.today - _FORGOTTEN
    tonight.connection.execute(originals.delete().where(originals.c.site_id == tonight.site, old))


def confirmed(connection: Connection, site: int, until: date) -> tuple[Confirmed, ...]:
    """Give when numbers and emails last stood on their owners' websites, as far as a day knew."""
    query = select(originals.c.domain, originals.c.confirmed).where(originals.c.site_id == site)
    found = (
        Confirmed(row.domain, value, on)
        for row in connection.execute(query.order_by(originals.c.domain))
        for value, on in sorted(codec.days(row.confirmed).items())
    )
    return tuple(each for each in found if each.on <= until)


def _days(tonight: Tonight, domains: list[str]) -> dict[str, codec.Days]:
    query = select(originals.c.domain, originals.c.confirmed).where(originals.c.site_id == tonight.site)
    rows = tonight.connection.execute(query.where(originals.c.domain.in_(domains)))
    return {row.domain: codec.days(row.confirmed) for row in rows}
