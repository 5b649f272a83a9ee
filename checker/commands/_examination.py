"""Looks at everything a run stands on."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import certifi

from checker import __version__, config, finders, history
from checker.errors import CheckerError
from checker.model.fetching import Failure
from checker.text import count, listed
from checker.web import client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.commands.doctor import Asked
    from checker.model.sites import NightLimits

_PROBE = "www.gov.uk"
_LIBRARIES = ("selectolax", "phonenumbers", "sqlalchemy", "aiodns")
_COLUMN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing, and whether it is as it should be."""

    name: str
    said: str
    well: bool = True

    def __str__(self) -> str:
        """Write it as a line."""
        return f"{self.name:<{_COLUMN}}{'' if self.well else 'Not in order: '}{self.said}"


def every(asked: Asked) -> Iterator[Finding]:
    """Look at one thing after the other."""
    yield Finding(name="Program", said=f"content-checker {__version__}, Python {platform.python_version()}")
    yield Finding(name="System", said=f"{platform.system()} {platform.release()}, {platform.machine()}")
    yield Finding(name="Web", said=client.library())
    yield Finding(name="Libraries", said=", ".join(f"{name} {version(name)}" for name in _LIBRARIES))
    yield _certificates(asked)
    yield client.run(_name_server(asked))
    yield _proxy(asked)
    yield from _sites(asked)
    yield _database(asked)
    yield _reports(asked)


def _certificates(asked: Asked) -> Finding:
    path = Path(asked.network.ca_bundle or certifi.where())
    age = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    number = path.read_bytes().count(b"BEGIN CERTIFICATE")
    return Finding(
        name="Certificates", said=f"{count(number, 'authority', 'authorities')} of {age}, {path}", well=number > 0
    )


async def _name_server(asked: Asked) -> Finding:
    """Ask for one name. That it does not exist is an answer too."""
    begun = time.monotonic()
    async with client.Client(asked.network.options(None)) as web:
        found = await web.resolve(_PROBE)
    took = f"{(time.monotonic() - begun) * 1000:.0f} ms"
    server = asked.network.nameserver or "the system's"
    if found.failure is Failure.NAME_SILENT:
        said = f"{server} does not answer, or knows nothing of the internet. This machine seems to be offline."
        return Finding(name="Name server", said=said, well=False)
    return Finding(name="Name server", said=f"{server}, answered in {took}")


def _proxy(asked: Asked) -> Finding:
    proxy = asked.network.options(None).proxy
    if not proxy:
        return Finding(name="Proxy", said="none")
    said = f"{proxy.rpartition('@')[2]}. It connects for us: what it may reach is judged by our own name server only."
    return Finding(name="Proxy", said=said)


def _sites(asked: Asked) -> Iterator[Finding]:
    found, faults = config.all_of(Path(asked.store.sources), finders.options())
    keys = ", ".join(each.key for each in found)
    yield Finding(
        name="Sites", said=f"{count(len(found), 'site file')} in {asked.store.sources}/{f': {keys}' if keys else ''}"
    )
    for fault in faults:
        yield Finding(name="Site file", said=f"{fault.message} {fault.hint}".rstrip(), well=False)
    for each in found:
        asks = f"at most {each.pace.per_second:g} a second of its own hosts, {each.links.per_second:g} of any other"
        weekly = ", and organisations' own websites once a week" if each.links.originals else ""
        yield Finding(name=f"  {each.key}"[: _COLUMN - 1], said=f"{each.start}, {asks}{weekly}{_a_night(each.night)}")
    for each in found:
        for variable in each.door.variables if each.door else ():
            here = bool(os.environ.get(variable))
            said = "is set" if here else f"is not set, so {each.key} cannot be got into"
            yield Finding(name="Door", said=f"{variable} {said}", well=here)
    for channel in dict.fromkeys(owner.notify for each in found for owner in each.owners if owner.notify):
        # what it holds is a secret; a run works without it
        said = "is set" if os.environ.get(channel) else "is not set, so nobody can be told by it"
        yield Finding(name="Notices", said=f"{channel} {said}")


def _a_night(limits: NightLimits) -> str:
    """Say how much of a site one night does, where its file says so."""
    said = (
        count(limits.pages, "page") if limits.pages else "",
        count(limits.links, "link") if limits.links else "",
        f"{limits.bytes / 1e6:,g} MB" if limits.bytes else "",
    )
    most = listed([each for each in said if each])
    return f"; a night does no more than {most}" if most else ""


def _database(asked: Asked) -> Finding:
    name = asked.store.memory.rpartition("@")[2]
    if asked.store.database is None and not asked.store.usual.exists():
        return Finding(name="Database", said=f"{name}: not there yet, the first run makes it")
    try:
        with history.consulted(asked.store.memory):
            return Finding(name="Database", said=f"{name}: in order")
    except CheckerError as fault:
        return Finding(name="Database", said=f"{fault.message} {fault.hint}".rstrip(), well=False)


def _reports(asked: Asked) -> Finding:
    folder = Path(asked.store.reports)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        beside = folder / ".checker-doctor"
        beside.write_bytes(b"")
        beside.unlink()
    except OSError as fault:
        why = (fault.strerror or "unknown reason").lower()
        return Finding(name="Reports", said=f"{asked.store.reports}/ cannot be written: {why}", well=False)
    return Finding(name="Reports", said=f"{asked.store.reports}/ can be written")
