"""What earlier nights know of the addresses on a few pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker import history, pipeline
from checker.commands._store import Store
from checker.commands._terminal import say
from checker.errors import CheckerError
from checker.model.sites import Links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.commands._work import Work
    from checker.model.targets import Past, Target


class Recalled(Struct, frozen=True, kw_only=True):
    """What earlier nights know."""

    answers: Mapping[str, Target] = {}
    """Those that need not be asked for again."""
    pasts: Mapping[str, Past] = {}
    """Of every address they have met, where that is wanted."""


def is_there(work: Work) -> bool:
    """Tell whether there is a history to be asked."""
    asked = work.asked
    return not asked.fresh and (asked.database is not None or Store().usual.exists())


def recalled(work: Work, *, pasts: bool) -> Recalled:
    """Ask the history, if there is one and it can be read; for pasts only where the others are asked."""
    wanted = pipeline.addresses(work.studied.values())
    if not wanted or not is_there(work):
        return Recalled()
    now = pipeline.clock(work.how.today)()
    seconds = (work.site.links if work.site else Links()).remember
    try:
        with history.consulted(Store(database=work.asked.database).memory) as memory:
            return Recalled(
                answers=memory.remembered_for_check(wanted, now, seconds),
                pasts=memory.pasts_for_check(wanted, work.how.today) if pasts else {},
            )
    except CheckerError as fault:
        say(f"Nothing is known of earlier nights: {fault.message}")
        return Recalled()
