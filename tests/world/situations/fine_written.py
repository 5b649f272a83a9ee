"""Fine addresses that are written in an unusual way."""

from __future__ import annotations

from tests.world.model import Host, Place
from tests.world.shapes import FINE, good, only, situation

_GUIDE = good("Choosing a school", "Go and look on an ordinary day. Ask the children what they like.")
_SESSION = ";jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9"

PLACES = (
    Place(
        hosts=(
            Host(
                name="www.penned-schools.org.uk",
                pages={
                    f"/caf%C3%A9{end}": _GUIDE
                    for end in ("", "/a%20b", "/c%2Fd", "?q=a%26b&utm_source=letter", "?redirect=https://www.gov.uk/")
                }
                | {
                    "/": _GUIDE,
                    "/a..b/~c/(d)": _GUIDE,
                    "/x;y=1": _GUIDE,
                    "/caf%c3%a9": _GUIDE,
                    "/Guide.ASPX?ID=3": _GUIDE,
                },
            ),
        ),
        situations=(
            situation("accent", "https://www.penned-schools.org.uk/café", FINE, "an accent, as people write it"),
            situation("accent-escaped", "https://www.penned-schools.org.uk/caf%c3%a9", FINE, "small letters"),
            situation("space", "https://www.penned-schools.org.uk/café/a b", FINE, "a space, which browsers mend"),
            situation("slash-escaped", "https://www.penned-schools.org.uk/caf%C3%A9/c%2Fd", FINE, "not a slash"),
            situation(
                "query-escaped",
                "https://www.penned-schools.org.uk/café?q=a%26b&utm_source=letter",
                FINE,
                "a query that is kept whole, tracking and all",
            ),
            situation(
                "query-address",
                "https://www.penned-schools.org.uk/caf%C3%A9?redirect=https://www.gov.uk/",
                FINE,
                "an address within an address",
            ),
            situation("capitals", "HTTPS://WWW.PENNED-SCHOOLS.ORG.UK/", FINE, "capitals in the host"),
            situation("own-port", "https://www.penned-schools.org.uk:443/a..b/~c/(d)", FINE, "the port it has anyway"),
            situation("semicolon", "https://www.penned-schools.org.uk/x;y=1", FINE, "a semicolon without a session"),
            situation("dots", "https://www.penned-schools.org.uk/z/../x;y=1", FINE, "a step back, which browsers take"),
            situation("capital-path", "https://www.penned-schools.org.uk/Guide.ASPX?ID=3", FINE, "capitals matter"),
        ),
    ),
    Place(
        hosts=(Host(name="www.ysgolion-môr.org.uk".encode("idna").decode(), wild=_GUIDE),),
        situations=(situation("welsh-host", "https://www.ysgolion-môr.org.uk/", FINE, "a host with an accent"),),
    ),
    only(
        "session",
        f"https://www.seated-schools.org.uk/guide{_SESSION}?id=7",
        _GUIDE,
        FINE,
        "with the number of somebody's session, without which it is asked",
        asked="https://www.seated-schools.org.uk/guide?id=7",
        pages={"/guide?id=7": _GUIDE},
    ),
    only("final-dot", "http://www.dotted-schools.org.uk./guide", _GUIDE, FINE, "a host that ends in a dot"),
)
