"""What a reader says of what it cannot read."""

from __future__ import annotations

from checker.errors import Incomplete


class Unreadable(Incomplete):
    """This is not a page, or not one that can be read."""


def is_web_page(body: bytes) -> bool:
    """Tell from its first bytes whether something is HTML, as a browser does for what has no name."""
    if body.startswith((b"PK\x03\x04", b"%PDF-")):
        return False
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    begins = head.startswith((b"<!doctype html", b"<html", b"<!--", b"<head", b"<body"))
    return begins or b"<p" in head or b"<div" in head


def refuse_web_page(body: bytes, kind: str) -> None:
    """See to it that a document is not a web page in disguise.

    Raises:
        Unreadable: It is one.
    """
    if not body:
        raise Unreadable(f"This file is empty. It should be {kind}.")
    if is_web_page(body):
        raise Unreadable(
            f"This is a web page, although it should be {kind}.",
            "It is probably an error page or a sign-in form. Open it to see.",
        )
