"""Tells owners what a run found, remembers what they were told, and shows beforehand what they would be told."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker import notices
from checker.commands._terminal import say
from checker.errors import CheckerError
from checker.model.notices import Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.commands._store import Store
    from checker.model.notices import Notice
    from checker.model.reports import Report

_FILE = "notices.json"
_VERSION = 1


def tell(reports: Sequence[Report], store: Store, *, published: str | None, quiet: bool) -> None:
    """Send what is due. What cannot be sent is said, stays news for the next run, and changes no exit code."""
    if not any(owner.notify for report in reports if report.site for owner in report.site.owners):
        return
    place = Path(store.reports) / _FILE
    told = _read(place)
    due = notices.due(reports, told, published=published)
    sent = {each.channel for each in due if _sent(each, quiet=quiet)}
    unsent = {each.channel for each in due} - sent
    _write(place, notices.remember(reports, told, sent=sent, unsent=unsent))


def show(reports: Sequence[Report], store: Store, *, published: str | None) -> str:
    """Write what the last runs give reason to send. Nothing is sent, and no secret is read."""
    told = _read(Path(store.reports) / _FILE)
    due = notices.due(reports, {}, published=published)
    if not due:
        return "There is nothing to tell anybody.\n"
    return "\n".join(_shown(each, told.get(each.channel, Told()).day) for each in due)


def _shown(notice: Notice, before: date | None) -> str:
    last = f" (last message: {before.isoformat()})" if before else ""
    return f"To: {notice.owner}, by {notice.channel}{last}\nSubject: {notice.subject}\n\n{notice.text}"


def _sent(notice: Notice, *, quiet: bool) -> bool:
    address = os.environ.get(notice.channel, "")
    if not address:
        say(f"{notice.owner} could not be told: {notice.channel} is not set.")
        return False
    try:
        notices.send(address, notice)
    except CheckerError as fault:
        say(f"{notice.owner} could not be told by {notice.channel}: {fault.message} {fault.hint}".rstrip())
        return False
    except Exception as fault:  # noqa: BLE001 - a way is other people's code, and its words may hold the address
        say(f"{notice.owner} could not be told by {notice.channel}: it failed with {type(fault).__name__}.")
        return False
    if not quiet:
        say(f"Told {notice.owner} by {notice.channel}: {notice.subject}")
    return True


def _read(place: Path) -> dict[str, Told]:
    """Read what was said before; nothing where the file is missing or is no such file."""
    try:
        found = json.loads(place.read_bytes())
        return {
            channel: Told(
                day=date.fromisoformat(each["day"]) if each["day"] else None,
                known={site: frozenset(map(str, keys)) for site, keys in each["known"].items()},
            )
            for channel, each in found["channels"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        say(f"{place} cannot be read. What was said before is not known, so only what is new tonight is told.")
        return {}


def _write(place: Path, told: Mapping[str, Told]) -> None:
    channels = {
        channel: {
            "day": each.day.isoformat() if each.day else None,
            "known": {site: sorted(keys) for site, keys in sorted(each.known.items())},
        }
        for channel, each in sorted(told.items())
    }
    beside = place.with_name(f".{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"version": _VERSION, "channels": channels}, indent=1) + "\n", encoding="utf-8")
        os.replace(beside, place)  # noqa: PTH105 - known to be atomic by this name
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        say(f"{place} could not be written ({reason}): the next run today may tell people again.")
