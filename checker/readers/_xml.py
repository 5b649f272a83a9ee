"""XML from a document somebody sent: a plain tree, without entities, and no larger than a document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.readers._refusal import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

MOST_ELEMENTS = 600_000
"""A document of 400 pages has 100,000."""
DEEPEST = 400
"""Elements in each other. Tables within tables within text boxes come to 60."""

_BROKEN = "This document is damaged: a part of it cannot be read. Save it again with the program it was written in."


def parse(body: bytes, prefixes: Mapping[str, str]) -> Element:
    """Turn XML into a tree whose names are `prefix.name`, with the prefixes given; other names stand as written.

    Args:
        body: The XML.
        prefixes: What to call each namespace, by its address.

    Raises:
        Unreadable: It is no XML, declares entities, or is larger or deeper than a document is.
    """
    # 20 ms that a page of HTML does not wait for
    from xml.etree.ElementTree import TreeBuilder  # noqa: PLC0415 - only the builder; the parser is below
    from xml.parsers import expat  # noqa: PLC0415

    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    sizes = [0, 0]

    def begin(name: str, marks: dict[str, str]) -> None:
        sizes[0] += 1
        sizes[1] += 1
        if sizes[0] > MOST_ELEMENTS or sizes[1] > DEEPEST:
            raise Unreadable("This document has more parts than can be looked through.", "Divide it.")
        builder.start(_named(name, prefixes), {_named(each, prefixes): value for each, value in marks.items()})

    def finish(name: str) -> None:
        sizes[1] -= 1
        builder.end(_named(name, prefixes))

    def declare(*_: object) -> None:
        # with no declaration there is no entity, and so no bomb made of them
        raise Unreadable("This document declares entities, which no program writes. It was not read.")

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = declare
    parser.buffer_text = True
    try:
        parser.Parse(body, True)  # noqa: FBT003 - its signature
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Unreadable(_BROKEN) from fault
    return builder.close()


def _named(name: str, prefixes: Mapping[str, str]) -> str:
    space, _, local = name.rpartition("}")
    return f"{prefixes[space]}.{local}" if space in prefixes else name
