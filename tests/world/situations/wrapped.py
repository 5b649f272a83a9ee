"""Addresses in the wrapping of a mail program or a search: the wrapping is never asked, what is inside is."""

from __future__ import annotations

from tests.world.model import Host, Place
from tests.world.shapes import FINE, GONE, good, lost, situation

_CLEAN = "https://www.unwrapped-parcels.org.uk/guide?id=9"
_GONE = "https://www.unwrapped-parcels.org.uk/gone"
_SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.unwrapped-parcels.org.uk%2F"
_DATA = "&data=05%7C01%7Csomebody%40harbourshire.gov.uk%7C1&sdata=abc%3D&reserved=0"
WRAPPINGS = (
    "eur01.safelinks.protection.outlook.com",
    "urldefense.proofpoint.com",
    "urldefense.com",
    "www.google.com",
    "l.facebook.com",
)
"""Hosts nobody should ask: they would learn who reads what."""

PLACES = (
    Place(
        hosts=(
            Host(
                name="www.unwrapped-parcels.org.uk",
                pages={"/guide?id=9": good("A guide to parcels"), "/gone": lost()},
            ),
            *(Host(name=name, wild=good("A wrapping, opened")) for name in WRAPPINGS),
        ),
        situations=(
            situation("safe-link", f"{_SAFE}guide%3Fid%3D9{_DATA}", FINE, "Safe Links", asked=_CLEAN),
            situation("safe-link-gone", f"{_SAFE}gone{_DATA}", GONE, "Safe Links, and gone", asked=_GONE),
            situation(
                "urldefense-2",
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.unwrapped-2Dparcels.org.uk_guide-3Fid-3D9&d=D&c=c",
                FINE,
                "Proofpoint, second form",
                asked=_CLEAN,
            ),
            situation(
                "urldefense-3",
                "https://urldefense.com/v3/__https://www.unwrapped-parcels.org.uk/guide?id=9__;!!abc!def$",
                FINE,
                "Proofpoint, third form",
                asked=_CLEAN,
            ),
            situation(
                "google-wrapped",
                "https://www.google.com/url?q=https://www.unwrapped-parcels.org.uk/guide%3Fid%3D9&sa=D",
                FINE,
                "a search's wrapping",
                asked=_CLEAN,
            ),
            situation(
                "facebook-wrapped",
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.unwrapped-parcels.org.uk%2Fguide%3Fid%3D9&h=AT0",
                FINE,
                "a network's wrapping",
                asked=_CLEAN,
            ),
        ),
    ),
)
