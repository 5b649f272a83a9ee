"""Pages that script builds, shown to a browser: in a night, or when somebody waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from checker.errors import Incomplete
from checker.model.problems import Unchecked
from checker.pipeline._page import BY_SCRIPT, SCRIPTED, Studied, study

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from checker.model.pages import Source
    from checker.model.rules import Settings
    from checker.pipeline._packed import Packed

    Render = Callable[[str], Awaitable[bytes]]

HTML = "text/html; charset=utf-8"
"""What a browser gives."""
Page = TypeVar("Page", "Studied", "Packed")


async def shown(studied: Studied, source: Source, settings: Settings, render: Render) -> Studied:
    """Read what a browser makes of a page that script builds; any other page stays as it is."""
    address = source.url
    if studied.page is None or not studied.page.scripted or address is None:
        return studied

    async def read(body: bytes) -> Studied:
        return study(replace(source, body=body, content_type=HTML), settings)

    return await built(studied, address, render(address), read)


async def built(
    page: Page, address: str, rendering: Awaitable[bytes], read: Callable[[bytes], Awaitable[Page]]
) -> Page:
    """Read a page again as a browser shows it.

    Where there is no browser, what could be read of the page stays, and what to install is said.

    Args:
        page: As it was read without one.
        address: What names it in reports.
        rendering: Gives what the browser makes of it.
        read: Reads that.
    """
    try:
        body = await rendering
    except Incomplete as fault:
        said = Unchecked(what=address, why=f"{BY_SCRIPT} {fault.message}", stage="read", pages=(address,))
        return replace(page, unchecked=(said, *_but_scripted(page)))
    page = await read(body)
    return replace(page, unchecked=_but_scripted(page))


def _but_scripted(page: Studied | Packed) -> tuple[Unchecked, ...]:
    """Give what else could not be looked at: whether script builds the page has been seen to."""
    return tuple(each for each in page.unchecked if each.why != SCRIPTED)
