"""The directory of services: records behind a query, as service directories have them."""

from __future__ import annotations

import base64
import hashlib

from tests.world.council.pages import Page, Validator
from tests.world.council.topics import contact

_SERVICES: tuple[tuple[str, str], ...] = (
    ("Tides toy library", "Lends toys, switches and books for four weeks. Come in, or ask for a box by post."),
    ("Lighthouse drop-in", "Tea and a sofa for parents, Tuesdays in term time. Children play next door."),
    ("Breakwater swimming", "Warm water, dimmed lights and nobody staring, Saturdays from four to five."),
    ("Harbour buddies", "A volunteer goes along to whatever your teenager likes to do."),
    ("Anchor advocacy", "Somebody who speaks for a young person in meetings, and only for them."),
    ("Quayside music", "Drums, bells and a very patient teacher. Ear defenders at the door."),
    ("Driftwood riding", "Riding for children who find the ground difficult. Weight limit of ten stone."),
    ("Foghorn signing classes", "Signing for families, from the first word to the first joke."),
    ("Seagull holiday club", "Five days in each holiday but Christmas, one helper to two children."),
    ("Rockpool nursery group", "A small group inside a large nursery, three mornings a week."),
    ("Gangway travel training", "Learn one bus route at a time, until nobody needs to come along."),
    ("Mooring night sitters", "A sitter stays awake so that you need not, one night a month."),
    ("Beacon dads", "Fathers and grandfathers, a fire and sausages, last Friday of the month."),
    ("Compass careers", "Careers advice for people who have been told what they cannot do."),
)
_SESSIONS = frozenset({0, 5})
"""Records that other pages link to with a session's number in the address."""


def identity(name: str) -> str:
    """Make the number of a record, of eleven letters, as directories make them."""
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest())[:11].decode()


def _record(number: int, name: str, text: str) -> Page:
    word = name.partition(" ")[0].lower()
    return Page(
        target=f"/directory/service.page?id={identity(name)}",
        title=name,
        body=(
            f"<p>{text}</p>",
            "<p>Anybody in Harbourshire can come. You need no letter.</p>",
            contact("Who to contact", f"0117 496 0{200 + number}", f"{word}@fine-mail.org.uk"),
            "<p><a href='#content'>Back to top</a></p>",
        ),
        validator=Validator.NONE,
    )


PAGES = tuple(_record(number, name, text) for number, (name, text) in enumerate(_SERVICES))
WITH_SESSION = tuple(PAGES[number].target for number in sorted(_SESSIONS))
