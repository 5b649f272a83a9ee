"""Servers that do not do what they should."""

from __future__ import annotations

from tests.world.model import Answer, Asked, Ending, Host, Place, Tls
from tests.world.shapes import (
    FAILED_ONCE,
    FAILING,
    FINE,
    by_night,
    document,
    good,
    html,
    leads,
    lost,
    only,
    page,
    situation,
)

_ERROR = page("Server error", "Something went wrong at our end.", status=500)
_HANGS = Answer(ending=Ending.HANG)
_SILENT_BODY = document("Rooms for hire", "Hire a room by the hour.")
FLAPPING = (FAILED_ONCE, *FINE, FAILED_ONCE, *FINE, FAILED_ONCE, *FINE)


def _failing(name: str, status: int, why: str) -> Place:
    return only(name, f"https://www.{name}-rooms.org.uk/a", page("Error", why, status=status), FAILING, why)


def _loop(first: str, second: str) -> dict[str, Answer]:
    return {first: leads(second), second: leads(first)}


def _onward(asked: Asked) -> Answer:
    """Lead from each number to the next."""
    number = asked.path[1:]
    return leads(f"/{int(number) + 1}") if number.isdigit() else lost()


PLACES = (
    only("refused", "https://www.refused-rooms.org.uk/", None, FAILING, "refused", tls=Tls.REFUSED),
    only("refused-http", "http://www.alsorefused-rooms.org.uk/", None, FAILING, "refused", http=False),
    only("reset", "https://www.reset-rooms.org.uk/a", Answer(ending=Ending.RESET), FAILING, "reset"),
    only("reset-http", "http://www.alsoreset-rooms.org.uk/a", Answer(ending=Ending.RESET), FAILING, "reset"),
    only("hangs", "https://www.hanging-rooms.org.uk/a", _HANGS, FAILING, "accepts, then never answers"),
    only("no-handshake", "https://www.mute-rooms.org.uk/", None, FAILING, "never answers the handshake", tls=Tls.MUTE),
    only("no-tls", "https://www.notls-rooms.org.uk/", None, FAILING, "closes before the handshake", tls=Tls.CLOSES),
    only(
        "plain-on-443", "https://www.plain-rooms.org.uk/", good("A"), FAILING, "http where TLS belongs", tls=Tls.PLAIN
    ),
    _failing("error-500", 500, "500 every time"),
    _failing("error-502", 502, "502: the server behind does not answer"),
    _failing("error-503", 503, "503 without a mark of any wall"),
    _failing("error-504", 504, "504: the server behind is slow"),
    _failing("error-408", 408, "408: says we were slow"),
    _failing("error-400", 400, "400: another 4xx"),
    _failing("error-418", 418, "418: another 4xx"),
    only("loop", "https://www.loop-rooms.org.uk/a", None, FAILING, "leads in a circle", pages={**_loop("/a", "/b")}),
    only("to-itself", "https://www.itself-rooms.org.uk/a", leads("/a", 301), FAILING, "leads to itself"),
    only(
        "too-many-hops",
        "https://www.hopeless-rooms.org.uk/0",
        _onward,
        FAILING,
        "leads on for ever",
        wild=_onward,
    ),
    only(
        "flapping",
        "https://www.flapping-rooms.org.uk/a",
        lambda asked: _ERROR if asked.night % 2 else good("Rooms"),
        FLAPPING,
        "fails on odd nights: never two running, so never sure",
    ),
    only(
        "recovers",
        "https://www.recovering-rooms.org.uk/a",
        by_night(_HANGS, good("Rooms")),
        (FAILED_ONCE, *FINE),
        "did not answer on night 1",
    ),
    only(
        "falls",
        "https://www.falling-rooms.org.uk/a",
        by_night(good("Rooms"), _ERROR),
        (*FINE, *FAILING),
        "answers on night 1, fails from night 2: sure on night 3",
    ),
    Place(
        hosts=(Host(name="www.half-rooms.org.uk", pages={"/a": html(_SILENT_BODY), "/b": _ERROR}),),
        situations=(
            situation("half-fine", "https://www.half-rooms.org.uk/a", FINE, "one page of the host is fine"),
            situation("half-failing", "https://www.half-rooms.org.uk/b", FAILING, "another fails"),
        ),
    ),
)
