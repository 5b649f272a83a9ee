"""The options about where site files, reports and the memory of earlier nights lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where things lie."""

    sources: str = "sources"
    reports: str = "reports"
    database: str | None = None

    @staticmethod
    def parameters() -> Iterable[click.Parameter]:
        """Give the options, named as the fields are."""
        words = "Where site files are.  [default: sources]"
        yield click.Option(["--sources"], metavar="DIR", default="sources", help=words)
        words = "Where reports go.  [default: reports]"
        yield click.Option(["--reports"], metavar="DIR", default="reports", help=words)
        words = "Where what was seen is remembered.  [default: sqlite:///<reports>/history.db]"
        yield click.Option(["--database"], metavar="URL", help=words)

    @property
    def usual(self) -> Path:
        """Where the memory is if nobody says otherwise."""
        return Path(self.reports) / "history.db"

    @property
    def memory(self) -> str:
        """Where the memory is, as an address SQLAlchemy understands."""
        return self.database or f"sqlite:///{self.usual}"
