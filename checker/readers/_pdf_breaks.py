"""Joins a sentence of a PDF that goes on over the end of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.pages import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.pages import Block

_PROSE = 80
"""Characters on a line, or on several that were broken where they were full: what has fewer ends by intent."""


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks. What goes on after a page's end belongs to the page it begins on."""
    upper: Block | None = None
    furniture: list[Block] = []
    for block in blocks:
        if upper is None:
            upper = block
        elif block.kind is BlockKind.TEMPLATE:
            furniture.append(block)
        elif _goes_on(upper, block):
            upper = _whole(upper, block)
        else:
            yield from (upper, *furniture)
            upper, furniture = block, []
    if upper is not None:
        yield from (upper, *furniture)


def _goes_on(upper: Block, lower: Block) -> bool:
    """Tell whether a block goes on in the one that begins the next page: in the middle of a sentence of prose."""
    if upper.page is None or lower.page != upper.page + 1 or not upper.tag == lower.tag == "p":
        return False
    first, last = lower.text[:1], upper.text[-1:]
    is_prose = len(upper.text.rpartition("\n")[2]) >= _PROSE
    return is_prose and (last.isalnum() or last in ",-–") and (first.islower() or first.isdigit())


def _whole(upper: Block, lower: Block) -> Block:
    by = len(upper.text) + 1
    links = (replace(each, start=each.start + by, end=each.end + by) for each in lower.links)
    return replace(upper, text=f"{upper.text} {lower.text}", links=(*upper.links, *links))
