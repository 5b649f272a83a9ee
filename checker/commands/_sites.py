"""Which site's settings a command goes by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checker.commands._terminal import say

if TYPE_CHECKING:
    from checker.commands._reading import Asked
    from checker.model.sites import Site


def chosen(asked: Asked) -> Site | None:
    """Load the site that was named, or else the one that the base address belongs to.

    Raises:
        UsageFault: There is no such site, or its file has a fault.
    """
    if asked.site is None and asked.base is None:
        return None
    # site files are read only where one is asked for
    from checker import config, finders  # noqa: PLC0415

    folder = Path(asked.sources)
    if asked.site is not None:
        return config.named(asked.site, folder, finders.options())
    sites, faults = config.all_of(folder, finders.options())
    for fault in faults:
        say(f"Left out: {fault.message} {fault.hint}".rstrip())
    return next((site for site in sites if site.holds(asked.base or "")), None)
