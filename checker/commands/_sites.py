"""Which site's settings a command goes by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checker.commands._terminal import say
from checker.errors import UsageFault
from checker.urls import SCHEMES, scheme_of

if TYPE_CHECKING:
    from checker.commands._reading import Asked
    from checker.commands._store import Store
    from checker.model.sites import Site


def wanted(names: tuple[str, ...], store: Store) -> tuple[Site, ...]:
    """Load the sites that were named.

    Raises:
        UsageFault: There is no such site, or its file has a fault.
    """
    from checker import config, finders  # noqa: PLC0415 - see below

    return tuple(config.named(name, Path(store.sources), finders.options()) for name in dict.fromkeys(names))


def all_there_are(store: Store) -> tuple[tuple[Site, ...], int]:
    """Load every site. A file with a fault is said, and costs no other site its run.

    Returns:
        The sites, and the exit code for the faults.

    Raises:
        UsageFault: There is no site file at all, or none without a fault.
    """
    from checker import config, finders  # noqa: PLC0415 - see below

    sites, faults = config.all_of(Path(store.sources), finders.options())
    if not sites and not faults:
        raise UsageFault(
            f"There is no site file in {store.sources}/.", 'Write one, or let "checker init URL" write it.'
        )
    if not sites:
        raise faults[0]
    for fault in faults:
        say(f"Error: {fault.message} {fault.hint}".rstrip())
    return sites, max((each.exit_code for each in faults if each.exit_code == UsageFault.exit_code), default=0)


def every(store: Store) -> tuple[Site, ...]:
    """Load every site whose file has no fault."""
    from checker import config, finders  # noqa: PLC0415 - see below

    return config.all_of(Path(store.sources), finders.options())[0]


def chosen(asked: Asked) -> Site | None:
    """Load the site that was named, or else the one that the base address or a target belongs to.

    Raises:
        UsageFault: There is no such site, or its file has a fault.
    """
    published = [asked.base] if asked.base else [each for each in asked.targets if scheme_of(each) in SCHEMES]
    if asked.site is None and not published:
        return None
    # site files are read only where one is asked for
    from checker import config, finders  # noqa: PLC0415

    folder = Path(asked.sources)
    if asked.site is not None:
        return config.named(asked.site, folder, finders.options())
    sites, faults = config.all_of(folder, finders.options())
    for fault in faults:
        say(f"Left out: {fault.message} {fault.hint}".rstrip())
    return next((site for site in sites if site.holds(published[0])), None)
