"""The shape of what machines read, and its JSON Schema."""

from __future__ import annotations

import msgspec

from checker.formats._wire.extract import Extract
from checker.formats._wire.report import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The one msgspec writes."""


def schema(kind: str) -> dict[str, object]:
    """Give the JSON Schema of a report or an extraction."""
    return {"$schema": DIALECT, **msgspec.json.schema(Report if kind == "report" else Extract)}
