"""The shape of what machines read, and its JSON Schema."""

from __future__ import annotations

import msgspec

from checker.formats._wire.extract import Extract
from checker.formats._wire.report import Report, Reports

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The one msgspec writes."""


def schema(kind: str) -> dict[str, object]:
    """Give the JSON Schema of a report, of one site or of several, or of an extraction."""
    shapes = (Report, Reports) if kind == "report" else (Extract,)
    tops, parts = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
    top = tops[0] if len(tops) == 1 else {"anyOf": list(tops)}
    return {"$schema": DIALECT, **top, "$defs": parts}
