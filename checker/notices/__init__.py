"""Telling people what a run found: whom, when, in which words, and by which way.

A way is one file: `SCHEMES` are the beginnings of the addresses it takes (empty for all that no other way takes), and
`send(address, notice)` sends. An address is a secret: no way prints it, and no complaint holds it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker import family
from checker.errors import UsageFault
from checker.model.notices import Told
from checker.notices import _mail, _news, _words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from checker.model.notices import Notice
    from checker.model.reports import Report


def due(reports: Sequence[Report], told: Mapping[str, Told], *, published: str | None = None) -> tuple[Notice, ...]:
    """Decide who is told what: for each channel at most one message a day.

    Args:
        reports: Whole reports of the sites that were run.
        told: By channel, what was said before. What it knows nothing of is news if the history calls it new.
        published: The address under which the folder of reports can be opened, if it can.
    """
    return tuple(_due(reports, told, published))


def remember(
    reports: Sequence[Report], told: Mapping[str, Told], *, sent: Collection[str], unsent: Collection[str]
) -> dict[str, Told]:
    """Give what is known of each channel afterwards.

    Args:
        reports: Those that `due` was given.
        told: As `due` was given it.
        sent: The channels on which a message went out.
        unsent: Those on which one should have, and did not. Its news stays news.
    """
    after = dict(told)
    for channel in _news.channels(reports):
        before = told.get(channel, Told())
        known = dict(before.known)
        today = max(each.run.today for each in reports)
        silent = channel in unsent or (before.day == today and channel not in sent)
        for each in _news.on(channel, reports, before):
            known[each.site.key] = each.seen - each.told if silent else each.seen
        after[channel] = Told(day=today if channel in sent else before.day, known=known)
    return after


def send(address: str, notice: Notice) -> None:
    """Send a notice to an address, by the way its beginning names.

    Raises:
        Incomplete: It could not be sent. The message does not hold the address.
        UsageFault: It is no address, or its way is not installed.
    """
    scheme, colon, _ = address.strip().partition("://")
    if not colon:
        raise UsageFault(
            f"{notice.channel} holds no address.", "It begins like mailtos://, webhook+https:// or govuk-notify://."
        )
    ways = family.members(import_module(__name__))
    fitting = [each for each in ways if scheme.lower() in each.SCHEMES] or [each for each in ways if not each.SCHEMES]
    fitting[0].send(address.strip(), notice)


def _due(reports: Sequence[Report], told: Mapping[str, Told], published: str | None) -> Iterator[Notice]:
    for channel in _news.channels(reports):
        before = told.get(channel, Told())
        parts = [each for each in _news.on(channel, reports, before) if each.due]
        if parts and before.day != max(each.report.run.today for each in parts):
            yield _words.notice(channel, parts, published, _mail.body)
