"""Sends a notice by mail, Slack, Teams and many other ways: what Apprise knows. Needs the extra `notify`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from checker.errors import Incomplete, UsageFault

if TYPE_CHECKING:
    from checker.model.notices import Notice

SCHEMES = ()
"""All that no other way takes."""
_MAIL = ("mailto", "mailtos")


def send(address: str, notice: Notice) -> None:
    """Send it: HTML as mail, which Apprise sends with the words alone beside it, and text everywhere else.

    Raises:
        Incomplete: It could not be sent.
        UsageFault: Apprise is not installed, or knows no such address.
    """
    # its complaints name addresses, and an address is a secret
    logging.getLogger("apprise").disabled = True
    try:
        import apprise  # noqa: PLC0415 - 240 ms, and an extra
    except ImportError:
        raise UsageFault(
            "Sending by mail, Slack or Teams needs Apprise.", 'Run: pip install "content-checker[notify]"'
        ) from None
    channel = apprise.Apprise()
    if not channel.add(address):
        raise UsageFault(
            f"{notice.channel} holds an address that Apprise does not know.",
            "It begins like mailtos://, slack:// or workflows://.",
        )
    html = address.partition("://")[0].lower() in _MAIL
    taken = channel.notify(
        title=notice.subject,
        body=notice.html if html else notice.text,
        body_format=apprise.NotifyFormat.HTML if html else apprise.NotifyFormat.TEXT,
        notify_type=apprise.NotifyType.WARNING if notice.urgent else apprise.NotifyType.INFO,
    )
    if not taken:
        raise Incomplete("The message was not taken.", "Check that its address and password are right.")
