"""How an email address has to be written for any mail to reach it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PLAIN = re.compile(
    r"[a-z0-9](?:[a-z0-9_+&'-]|\.(?![.@])){0,62}@(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,63}",
    re.IGNORECASE,
)
"""An address that needs no second look: nearly all. What stands behind "xn--" has to be decoded first."""
_SPECIAL = re.compile(r"\.(?:arpa|invalid|local|localhost|onion|test)$", re.IGNORECASE)
_MOST = 254
"""Octets of a whole address (RFC 5321, 4.5.3.1.3)."""


def is_reachable(address: str) -> bool:
    """Tell whether mail can be sent to an address: it is sound, and not in a domain where there is none (RFC 6761)."""
    return not is_special(address) and is_sound(address)


def is_special(address: str) -> bool:
    """Tell whether an address lies in a domain that mail never reaches from elsewhere: .local, .test, .arpa."""
    return _SPECIAL.search(address) is not None


@lru_cache(maxsize=4096)
def is_sound(address: str) -> bool:
    """Tell whether an address is written as RFC 5321 says. Letters that only look like others are a slip."""
    if PLAIN.fullmatch(address):
        return len(address) <= _MOST
    if unicodedata.normalize("NFKC", address) != address:
        return False
    # it knows all of RFC 5322, takes 70 ms to import, and few addresses need it
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError as refusal:
        return "special-use" in str(refusal)
    return True
