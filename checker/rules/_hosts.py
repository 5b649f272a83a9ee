"""Host names as they are written: mistyped, of an office network, or of a copy for trying things out."""

from __future__ import annotations

import re
from enum import StrEnum
from ipaddress import ip_address

from checker import urls


class Standing(StrEnum):
    """Who can open what a host holds, as far as its name says."""

    PUBLIC = "public"
    OFFICE = "office"
    TRIAL = "trial"
    UNKNOWN = "unknown"


SHORT = frozenset(
    (
        "bit.ly bitly.com buff.ly cutt.ly is.gd ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com"
        " goo.gl v.gd bl.ink lnkd.in tr.ee eepurl.com"
    ).split()
)
"""Services that make short addresses out of long ones."""
_OFFICE = frozenset("local localhost localdomain internal intranet lan corp home private domain".split())
"""Endings that are only used inside: RFC 6762 (.local), ICANN 2024 (.internal), and habit."""
_EXAMPLES = frozenset("example test invalid onion alt arpa".split())
"""RFC 6761 and its kin: whoever writes them knows why."""
_TRIAL = re.compile(r"(?:^|[.-])(?:staging|uat|preprod|pre-prod)(?:\d{0,2})(?=\.)")
_WWW_GLUED = re.compile(r"www(?=[a-z]{5})")
_TOO_MANY_W = re.compile(r"(?:w{2}|w{4,6})\.(?=.)")
_GLUED_ENDING = re.compile(r"(?<=[.-])(?P<kind>gov|co|org|ac|nhs|sch)uk$|(?<=[a-z0-9]{3})\.u(?:k[kl]|l|j)$")


def standing(host: str) -> Standing:
    """Say who can open a host, in ASCII and lower case."""
    name = host.rstrip(".")
    if name.startswith("[") or name.replace(".", "").isdigit():
        return Standing.PUBLIC if _is_global(name.strip("[]")) else Standing.OFFICE
    ending = name.rpartition(".")[2]
    if ending in _EXAMPLES:
        return Standing.PUBLIC
    if "." not in name or ending in _OFFICE:
        return Standing.OFFICE
    if not urls.known_ending(name):
        return Standing.UNKNOWN
    return Standing.TRIAL if _TRIAL.search(name) else Standing.PUBLIC


def mended(host: str) -> tuple[str, str]:
    """Put right what is plainly mistyped in a host; give it, and what was wrong in the rest of a sentence."""
    name = host.lower()
    if name and name.split() != [name]:
        return "".join(name.split()), "has a space in the name of the site"
    if "," in name:
        return name.replace(",", "."), "has a comma where a dot should be"
    if ".." in name or name.startswith("."):
        return re.sub(r"\.{2,}", ".", name).lstrip("."), "has a dot too many"
    if _TOO_MANY_W.match(name):
        return _TOO_MANY_W.sub("www.", name, count=1), "does not begin with www as it should"
    glued = _WWW_GLUED.match(name)
    if glued and urls.registrable(name) == name:
        return f"www.{name[3:]}", "has no dot after www"
    ending = _GLUED_ENDING.search(name)
    if ending:
        return name[: ending.start()] + (f"{ending['kind']}.uk" if ending["kind"] else ".uk"), "has a mistyped ending"
    return host, ""


def _is_global(number: str) -> bool:
    try:
        return ip_address(number).is_global
    except ValueError:
        return True  # not a number after all; looking it up will tell
