"""What is said of a fault in a site file: the file, the line, the key, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from inspect import cleandoc
from typing import TYPE_CHECKING

import msgspec

from checker import family
from checker.config._shape import SiteTable

if TYPE_CHECKING:
    import tomllib
    from pathlib import Path

    from checker.config._sense import Nonsense

Kinds = Mapping[str, type[msgspec.Struct]]
"""The types of the options of each kind of finder, by its name."""
Steps = tuple[str | int, ...]
"""The way to a value: `("owner", 0, "pattern")`."""

_HEADER = re.compile(r"\s*\[(\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?([\w\-]+)[\"']?\s*=")
_SYNTAX = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_SHAPE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<way>[^`]*)`)?$", re.DOTALL)
_FIELD = re.compile(r"^Object (contains unknown|missing required) field `(.*)`$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_EXPECTED = re.compile(r"^Expected `(\w+)`")
_PLAINER = {"Invalid": "Not a proper", "Illegal": "Unexpected"}
_TYPES = {
    "int": "a whole number, without quotation marks",
    "str": "words in quotation marks",
    "array": "a list in square brackets",
    "object": "a table",
    "date": "a date like 2027-05-01, without quotation marks",
}


@lru_cache(maxsize=32)
def tables(shape: type[msgspec.Struct]) -> tuple[dict[str, object], dict[str, object]]:
    """Describe a table as JSON Schema does: itself, and the tables within it by their names."""
    (top,), parts = msgspec.json.schema_components([shape], ref_template="#/definitions/{name}")
    return top, parts


def schema(kinds: Kinds) -> dict[str, object]:
    """Give the JSON Schema of a site file. It also knows which keys there are, and describes each."""
    top, parts = tables(SiteTable)
    named = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Site file of content-checker"}
    if not kinds:
        return {**named, **top, "definitions": parts}
    found = {f"find-{kind}": _way_to_find(kind, shape) for kind, shape in kinds.items()}
    site = _dict(parts["SiteTable"])
    keys = _dict(site["properties"])
    find = {**_dict(keys["find"]), "items": {"anyOf": [{"$ref": f"#/definitions/{name}"} for name in found]}}
    whole = {**parts, "SiteTable": {**site, "properties": {**keys, "find": find}}, **found}
    return {**named, **top, "definitions": whole}


def _way_to_find(kind: str, shape: type[msgspec.Struct]) -> dict[str, object]:
    own = {name: value for name, value in _resolved(*tables(shape)).items() if name != "$ref"}
    described = {"description": "The way to find pages.", "const": kind}
    needed = own.get("required")
    return {
        **own,
        "title": f"[[find]] kind = {kind}",
        "description": cleandoc(str(own.get("description"))),
        "properties": {"kind": described, **_dict(own.get("properties"))},
        "required": ["kind", *(needed if isinstance(needed, list) else [])],
    }


def of_syntax(path: Path, text: str, fault: tomllib.TOMLDecodeError) -> str:
    """Say where a file is not TOML at all."""
    found = _SYNTAX.match(str(fault))
    what = found["what"] if found else str(fault)
    # it does not tell the line of a fault in the last
    line = (found and found["line"]) or text.rstrip().count("\n") + 1
    for theirs, ours in _PLAINER.items():
        what = what.replace(theirs, ours)
    return f"{path} line {line}: this is not TOML. {what}."


def of_shape(
    path: Path,
    text: str,
    fault: msgspec.ValidationError,
    *,
    shape: type[msgspec.Struct] = SiteTable,
    within: Steps = (),
) -> str:
    """Say which key is unknown, missing or holds something of another kind, in the table that stands there."""
    found = _SHAPE.match(str(fault))
    what, way = (found["what"], found["way"] or "") if found else (str(fault), "")
    steps: Steps = tuple(name or int(index) for name, index in _STEP.findall(way))
    field = _FIELD.match(what)
    here = _table(steps, shape)
    if field is None:
        return _said(path, text, (*within, *steps), _other(what, here))
    if field[1] == "missing required":
        return _said(path, text, (*within, *steps, field[2]), "is missing.")
    near = family.suggest(field[2], _dict(here.get("properties")))
    return _said(path, text, (*within, *steps, field[2]), f"is not a setting. {near}")


def of_sense(path: Path, text: str, fault: Nonsense) -> str:
    """Say which key holds what makes no sense."""
    return _said(path, text, fault.steps, fault.message)


def _said(path: Path, text: str, steps: Steps, what: str) -> str:
    names = [step for step in steps if isinstance(step, str)]
    *tables, key = names or [""]
    listed = len(steps) > len(names) and isinstance(steps[1], int) and len(names) > 1
    label = f"[[{'.'.join(tables)}]] " if tables and listed else f"[{'.'.join(tables)}] " if tables else ""
    return f'{path} line {line_of(text, steps)}: {label}"{key}" {what}'


def _other(what: str, here: dict[str, object]) -> str:
    described = here.get("description")
    expected = _EXPECTED.match(what)
    of_type = expected and ", got " in what and _TYPES.get(expected[1])
    if of_type:
        return f"must be {of_type}."
    if "length >= 1" in what:
        return "must not be empty."
    return f"does not fit here. {described}" if isinstance(described, str) else "does not fit here."


def _table(steps: Steps, shape: type[msgspec.Struct]) -> dict[str, object]:
    """Follow a way through the schema."""
    top, parts = tables(shape)
    here = _resolved(top, parts)
    for step in steps:
        inner = here.get("items") if isinstance(step, int) else here.get("properties")
        inner = inner.get(step) if isinstance(step, str) and isinstance(inner, dict) else inner
        here = _resolved(inner, parts)
    return here


def _resolved(part: object, parts: dict[str, object]) -> dict[str, object]:
    """Follow a reference. Of several possibilities the one that is not null is meant."""
    if not isinstance(part, dict):
        return {}
    either = part.get("anyOf")
    if isinstance(either, list):
        chosen: object = next((each for each in either if each != {"type": "null"}), None)
        return {**part, **_resolved(chosen, parts)}
    name = part.get("$ref")
    return {**_resolved(parts.get(name.rpartition("/")[2]), parts), **part} if isinstance(name, str) else part


def _dict(part: object) -> dict[str, object]:
    return part if isinstance(part, dict) else {}


def line_of(text: str, steps: Steps) -> int:
    """Find the line of a key, or else of the table it belongs to. The parsed file no longer knows its lines."""
    lines = _lines(text)
    return next((lines[way] for end in range(len(steps), 0, -1) if (way := steps[:end]) in lines), 1)


def _lines(text: str) -> dict[Steps, int]:
    found: dict[Steps, int] = {}
    table: Steps = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = tuple(header[2].split("."))
            found.setdefault(table, number)
            if header[1]:
                table = (*table, sum((*table, each) in found for each in range(len(found))))
                found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1]), number)
    return found
