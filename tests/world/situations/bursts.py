"""A host that several requests at once are too much for."""

from __future__ import annotations

from tests.world.model import Answer, Asked, Host, Place
from tests.world.shapes import FINE, good, lost, page, situation

_HOST = "www.bursting-nursery.org.uk"
_ROOMS = 8
_TOO_MANY = 2
"""As many as a checker asks of a new host at the same time."""


def _room(asked: Asked) -> Answer:
    """Say 429 to the first of the burst, once each."""
    name = asked.path.rpartition("/")[2]
    if not name.isdigit():
        return lost()
    if int(name) > _TOO_MANY or asked.times:
        return good("A room", "Twelve children, three people who work here, and a garden.")
    busy = page("Too many requests", "Slow down a little.", status=429)
    return Answer(status=429, headers=(*busy.headers, ("Retry-After", "1")), body=busy.body)


PLACES = (
    Place(
        hosts=(Host(name=_HOST, wild=_room),),
        situations=tuple(
            situation(
                f"burst-{n}", f"https://{_HOST}/rooms/{n}", FINE, "too many requests at once, and when to come back"
            )
            for n in range(1, _ROOMS + 1)
        ),
    ),
)
