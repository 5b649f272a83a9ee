"""What a check of a few pages is told of earlier nights: answers that need not be asked for again, and pasts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.history import codec, statements, targets
from checker.model.problems import Certainty, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from checker.model.targets import Past, Target

_LAST_NIGHT = timedelta(hours=36)
"""How long what was dead last night is taken for dead: until the next night has had time to ask again."""
_BAD = frozenset({Severity.DANGER, Severity.WRONG})


def answers(connection: Connection, urls: Iterable[str], *, now: datetime, seconds: float) -> dict[str, Target]:
    """Give the good answers of any site's runs that still hold, and those of last night that are surely bad.

    Of an address that several sites lead to, the latest answer counts. What was doubtful is not among them: it is to be
    asked again.
    """
    wanted = tuple(urls)
    found = targets.remembered(connection, wanted, now=now, seconds=seconds)
    for row in targets.known(connection, wanted, statements.latest(ours=False)):
        if row.body is None:
            continue
        target = codec.target(row.body)
        other = found.get(row.url)
        if _is_surely_bad(target, now) and (other is None or _asked(other) < _asked(target)):
            found[row.url] = replace(target, past=targets.past_of(row, now.date()), from_memory=True)
        elif other is not None and target.evidence and _asked(other) < _asked(target):
            del found[row.url]  # it was good once, and has not been well since
    return found


def pasts(connection: Connection, urls: Iterable[str], today: date) -> Mapping[str, Past]:
    """Give what earlier nights know of addresses that are asked again; of several sites', the one that knows most."""
    found: dict[str, Past] = {}
    for row in targets.known(connection, urls, statements.latest(ours=False)):
        past = targets.past_of(row, today)
        if row.url not in found or found[row.url].nights < past.nights:
            found[row.url] = past
    return found


def _is_surely_bad(target: Target, now: datetime) -> bool:
    said = target.judgement
    return (
        target.evidence is not None
        and said.severity in _BAD
        and said.certainty is Certainty.SURE
        and timedelta(0) <= now - _asked(target) < _LAST_NIGHT
    )


def _asked(target: Target) -> datetime:
    if target.evidence is None:
        raise ValueError("an address that was never asked has no answer")
    return target.evidence.asked
