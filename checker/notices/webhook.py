"""Sends a notice as JSON to a web address: `webhook+https://...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import Incomplete

if TYPE_CHECKING:
    from checker.model.notices import Notice

SCHEMES = ("webhook+https", "webhook+http")
_SECONDS = 20


def send(address: str, notice: Notice) -> None:
    """Post it, once. A redirect is not followed: what was meant for one address goes to no other.

    Raises:
        Incomplete: There was no answer, or it was not a good one.
    """
    import requests  # noqa: PLC0415 - 60 ms that only who sends needs

    said = {
        "owner": notice.owner,
        "subject": notice.subject,
        "first": notice.first,
        "text": notice.text,
        "html": notice.html,
        "urgent": notice.urgent,
    }
    url = address[len("webhook+") :]
    try:
        answer = requests.post(url, json=said, timeout=_SECONDS, allow_redirects=False)
    except (requests.RequestException, ValueError):
        # what went wrong names the address, and the address is a secret
        raise Incomplete(
            "The webhook did not answer.", "Check that its address is right and its server runs."
        ) from None
    if not 200 <= answer.status_code < 300:  # noqa: PLR2004 - what counts as taken
        raise Incomplete(f"The webhook answered {answer.status_code}.", "Check that its address is right.")
