"""A page that script builds, shown to a browser when somebody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.errors import Incomplete
from checker.model.problems import Unchecked
from checker.pipeline._page import BY_SCRIPT, SCRIPTED, Studied, study

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from checker.model.pages import Source
    from checker.model.rules import Settings


async def shown(
    studied: Studied, source: Source, settings: Settings, render: Callable[[str], Awaitable[bytes]]
) -> Studied:
    """Read what a browser makes of a page that script builds; any other page stays as it is.

    Where there is no browser, what could be read of the page stays, and what to install is said.
    """
    address = source.url
    if studied.page is None or not studied.page.scripted or address is None:
        return studied
    try:
        body = await render(address)
    except Incomplete as fault:
        said = Unchecked(what=address, why=f"{BY_SCRIPT} {fault.message}", stage="read", pages=(address,))
        return replace(studied, unchecked=(said, *_but_scripted(studied)))
    built = study(replace(source, body=body, content_type="text/html; charset=utf-8"), settings)
    return replace(built, unchecked=_but_scripted(built))


def _but_scripted(studied: Studied) -> tuple[Unchecked, ...]:
    return tuple(each for each in studied.unchecked if each.why != SCRIPTED)
