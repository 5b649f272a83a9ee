"""What the tables have in common."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, TypeDecorator, UniqueConstraint


class Words(TypeDecorator[str]):
    """Text that any database takes: without NUL, which PostgreSQL refuses, and without half surrogate pairs."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: object) -> str | None:  # noqa: ARG002 - its signature
        """Replace what cannot be stored."""
        return None if value is None else value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def own_id() -> Column[int]:
    """Give a row a number of its own."""
    return Column("id", Integer, primary_key=True)


def of(table: str) -> Column[int]:
    """Say to which row of another table a row belongs."""
    return Column(f"{table}_id", Integer, ForeignKey(f"{table}s.id", ondelete="CASCADE"), nullable=False)


def once_a_site(column: str) -> UniqueConstraint:
    """Allow each value of a column but once a site."""
    return UniqueConstraint("site_id", column)


def span() -> tuple[Column[int], Column[int]]:
    """Give the run from which a row holds, and the first run for which it holds no longer."""
    return Column("since", Integer, nullable=False), Column("until", Integer)


def indexed(table: Table, owner: str) -> tuple[Index, Index]:
    """Allow one row that still holds, found at once, and make those of an earlier run quick to find."""
    return (
        Index(f"{table.name}_now", table.c[owner], unique=True, sqlite_where=table.c.until.is_(None)),
        Index(f"{table.name}_then", table.c[owner], table.c.since, unique=True),
    )


def speak(dialect: str, metadata: MetaData) -> None:
    """Have the indexes say to PostgreSQL too which rows they are about.

    Only to name the option loads all of its dialect, and most histories are files.
    """
    if dialect != "postgresql":
        return
    for index in (each for table in metadata.tables.values() for each in table.indexes):
        index.dialect_options[dialect]["where"] = index.dialect_options["sqlite"]["where"]
