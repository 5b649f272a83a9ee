"""Emails saved as files: a newsletter before it is sent. The HTML part is read, or the text where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.readers._office import stamp
from checker.readers._refusal import Unreadable
from checker.text import count, squash

if TYPE_CHECKING:
    from email.message import EmailMessage

    from checker.model.pages import Page, Source, Structured
    from checker.model.rules import Settings

SUFFIXES = (".eml",)
TYPES = ("message/rfc822",)

_READERS = {"text/html": "html", "text/plain": "text"}
_MOST_BOUNDARIES = 2_000
"""Lines that may part one piece of an email from the next."""


def read(source: Source, settings: Settings) -> Page:
    """Read an email.

    Raises:
        Unreadable: It holds no text.
    """
    if source.body.count(b"\n--") > _MOST_BOUNDARIES:
        raise Unreadable("This email has more parts than can be looked through.")
    message = _parsed(source.body)
    if not message.keys():
        raise Unreadable("This is not an email, whatever it is called.")
    part = _body(message)
    if part is None:
        raise Unreadable("This email holds no text to read.")
    payload = part.get_payload(decode=True)
    kind = part.get_content_type()
    inside = replace(
        source,
        body=payload if isinstance(payload, bytes) else b"",
        content_type=f"{kind}; charset={part.get_content_charset('')}",
    )
    # the other readers are found by looking, as this one was
    from checker.readers import read as read_any  # noqa: PLC0415

    page = read_any(inside, replace(settings, reader=_READERS[kind]))
    attached = sum(1 for _ in message.iter_attachments())
    were = "was" if attached == 1 else "were"
    gaps = (f"The email's {count(attached, 'attachment')} {were} not read. Check them as files.",) if attached else ()
    subject = squash(str(message.get("subject", "")))
    return replace(page, title=subject or page.title, structured=(*page.structured, *_sent(message)), gaps=gaps)


def _parsed(body: bytes) -> EmailMessage:
    # 60 ms that no other page waits for
    from email import message_from_bytes, policy  # noqa: PLC0415
    from email.message import EmailMessage  # noqa: PLC0415

    message = message_from_bytes(body, policy=policy.default)
    if not isinstance(message, EmailMessage):  # the policy makes no others
        raise Unreadable("This is not an email, whatever it is called.")
    return message


def _body(message: EmailMessage) -> EmailMessage | None:
    part = message.get_body(("html", "plain"))
    if part is None or part.get_content_type() not in _READERS:
        return None
    return part  # type: ignore[return-value]  # the stubs know the older kind only


def _sent(message: EmailMessage) -> tuple[Structured, ...]:
    """Say when it was sent, which is when it was published."""
    # with it comes what reads dates of mail, which is loaded by now
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        day = parsedate_to_datetime(str(message.get("date", "")))
    except (ValueError, TypeError, IndexError):
        return ()
    return (stamp("dcterms.issued", f"{day:%Y-%m-%d}"),)
