"""What lets us in at a site's own door, from the environment."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageFault

if TYPE_CHECKING:
    from checker.model.fetching import Pass
    from checker.model.sites import Door, Site


def held(site: Site | None) -> Pass | None:
    """Give what the environment holds for a site's door; None where it has none.

    Raises:
        UsageFault: A variable is not set, or names a file that is not there. Its value is not told.
    """
    if site is None or site.door is None:
        return None
    # needed only by those who ask the network
    from checker.model.fetching import Pass  # noqa: PLC0415

    door = site.door
    return Pass(
        origins=_origins(site),
        headers=(*((name, _value(said, site)) for name, said in door.headers), *_basic(door, site)),
        cookies="; ".join(f"{name}={' '.join(_value(said, site).split())}" for name, said in door.cookies),
        certificate=_file(door.certificate, site),
        key=_file(door.key, site),
        key_password=_value(door.key_password, site) if door.key_password else None,
    )


def _origins(site: Site) -> frozenset[str]:
    """Give the places a site's own pages stand at. A pattern in which the host is open names none."""
    from checker.urls import origin  # noqa: PLC0415 - see above

    named = (each for each in (site.start, *site.include) if "*" not in each.partition("://")[2].partition("/")[0])
    return frozenset(filter(None, map(origin, named)))


def _basic(door: Door, site: Site) -> tuple[tuple[str, str], ...]:
    """Give name and password as RFC 7617 has them."""
    if not (door.user and door.password):
        return ()
    both = f"{_value(door.user, site)}:{_value(door.password, site)}"
    return (("Authorization", "Basic " + base64.b64encode(both.encode()).decode()),)


def _value(variable: str, site: Site) -> str:
    value = os.environ.get(variable, "")
    if not value:
        raise UsageFault(
            f"The door of {site.name} needs {variable}, which is not set.",
            f"Set the environment variable, or leave [door] out of {site.file}.",
        )
    return value


def _file(variable: str | None, site: Site) -> str | None:
    if variable is None:
        return None
    path = _value(variable, site)
    if not Path(path).is_file():
        raise UsageFault(f"The door of {site.name} needs the file that {variable} names, and there is none.")
    return path
