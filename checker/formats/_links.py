"""Which addresses may become a link, in every format that has links."""

from __future__ import annotations

from checker import urls

LINKED = ("http", "https", "mailto", "tel")
"""Schemes an address may have to become a link. Any other is printed as words."""


def safe(address: str | None) -> str | None:
    """Give an address that is safe to be a link, or None."""
    found = urls.parts(address) if address else None
    return found.href if found and found.scheme in LINKED else None
