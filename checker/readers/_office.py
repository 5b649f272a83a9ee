"""What Word and Excel documents have in common: relations between their parts, and their properties."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from checker.model.pages import Structured
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.readers._zipped import Zipped

PROPERTIES = {
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
}
"""Namespaces of what stands in this file (ECMA-376, part 2), the strict ones too."""

_STATED = {"dcterms.modified": "dcterms.modified", "dcterms.created": "dcterms.issued"}
"""Properties that tell a document's age, by the names that pages use."""


def properties(archive: Zipped) -> tuple[str | None, str | None, tuple[Structured, ...]]:
    """Give a document's title and language, and what it states of its age."""
    tree = archive.tree("docProps/core.xml")
    if tree is None:
        return None, None, ()
    said = {node.tag: squash(node.text or "") for node in tree}
    stated = tuple(stamp(name, said[tag]) for tag, name in _STATED.items() if said.get(tag))
    return said.get("dc.title") or None, said.get("dc.language") or None, stated


def stamp(name: str, value: str) -> Structured:
    """Make a value that tells a document's age."""
    return Structured(syntax="meta", type="", name=name, value=value)


def related(archive: Zipped, part: str) -> Mapping[str, str]:
    """Give what a part refers to: addresses as written and names of other parts, by id."""
    folder, name = posixpath.split(part)
    tree = archive.tree(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for node in tree.iter("rel.Relationship") if tree is not None else ():
        target = node.get("Target", "")
        outside = node.get("TargetMode") == "External"
        found[node.get("Id", "")] = target if outside else posixpath.normpath(posixpath.join("/" + folder, target))[1:]
    return found
