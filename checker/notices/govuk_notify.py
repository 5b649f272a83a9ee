"""Sends a notice through GOV.UK Notify: `govuk-notify://KEY@TEMPLATE/EMAIL`. Needs the extra `govuk-notify`.

The template is the team's own. It has the places ((subject)), ((first)) and ((text)), or some of them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote

from checker.errors import Incomplete, UsageFault

if TYPE_CHECKING:
    from checker.model.notices import Notice

SCHEMES = ("govuk-notify",)
_API = "https://api.notifications.service.gov.uk"
_KEY = 73
"""Characters of a key that are the service's and its secret; before them stands its name."""


def send(address: str, notice: Notice) -> None:
    """Send it as an email to each address after the template, parted by commas.

    Raises:
        Incomplete: Notify did not take it.
        UsageFault: The client of Notify is not installed, or the address lacks a part.
    """
    try:
        from notifications_python_client import errors, notifications  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageFault(
            "Sending through GOV.UK Notify needs its client.", 'Run: pip install "content-checker[govuk-notify]"'
        ) from None
    logging.getLogger("notifications_python_client.base").disabled = True  # it would name whom it told
    key, template, emails, api = _parts(address, notice.channel)
    client = notifications.NotificationsAPIClient(key, base_url=api, timeout=20)  # type: ignore[no-untyped-call]  # it has no hints
    words = {"subject": notice.subject, "first": notice.first, "text": notice.text}
    for email in emails:
        try:
            client.send_email_notification(email, template, personalisation=words)  # type: ignore[no-untyped-call]  # as above
        except errors.HTTPError as fault:
            raise Incomplete(
                f"GOV.UK Notify answered {fault.status_code}.", "Check the key, the template and its places."
            ) from None


def _parts(address: str, channel: str) -> tuple[str, str, list[str], str]:
    rest, _, query = address.partition("://")[2].partition("?")
    key, at, rest = rest.partition("@")
    template, _, emails = rest.partition("/")
    to = [unquote(each).strip() for each in emails.split(",") if each.strip()]
    if not at or len(key) < _KEY or not template or not to:
        raise UsageFault(
            f"{channel} holds no whole address for GOV.UK Notify.", "It is written govuk-notify://KEY@TEMPLATE/EMAIL."
        )
    return key, template, to, parse_qs(query).get("api", [_API])[0]
