"""Pages and whole sites that are no more."""

from __future__ import annotations

from tests.world.model import OWN, Answer, Host, Place, Records
from tests.world.shapes import FINE, GONE, SITE_GONE, by_night, good, lost, only, page, situation

PLACES = (
    only("gone-404", "https://www.vanished-clubs.org.uk/clubs/saturday", lost(), GONE, "404"),
    only("gone-410", "https://www.retired-clubs.org.uk/clubs", page("Gone", "We closed.", status=410), GONE, "410"),
    only("gone-bare", "https://www.bare-clubs.org.uk/a", Answer(status=404), GONE, "404 without a word"),
    only("gone-http", "http://www.plainly-clubs.org.uk/a", lost(), GONE, "404 over http"),
    only(
        "gone-footer",
        "https://www.harbourshire-web.org.uk/accessibility/2019",
        lost(),
        GONE,
        "stands in the footer of every page",
        words="Accessibility",
    ),
    Place(
        hosts=(Host(name="www.recordings.org.uk", pages={"/record?id=A1": good("Saturday club")}),),
        situations=(
            situation("record", "https://www.recordings.org.uk/record?id=A1", FINE, "one record is there"),
            situation(
                "record-gone", "https://www.recordings.org.uk/record?id=B2", GONE, "another on the same path not"
            ),
        ),
    ),
    only(
        "breaks",
        "https://www.fading-clubs.org.uk/timetable",
        by_night(good("Timetable"), lost()),
        (*FINE, *GONE),
        "there on night 1, gone from night 2",
    ),
    only(
        "mends",
        "https://www.mending-clubs.org.uk/timetable",
        by_night(lost(), good("Timetable")),
        (*GONE, *FINE),
        "gone on night 1, back from night 2",
    ),
    Place(
        situations=(
            situation("no-such-name", "https://www.neverwas-clubs.org.uk/", SITE_GONE, "NXDOMAIN"),
            situation("no-such-name-deep", "http://lapsed-clubs.org.uk/a/b?c=d", SITE_GONE, "NXDOMAIN, over http"),
        )
    ),
    only(
        "site-goes",
        "https://www.lapsing-clubs.org.uk/",
        good("A club that ends"),
        FINE,
        "a name with several addresses and a mail server, which answers",
        dns=Records(a=(OWN,), mx=((10, "mail.lapsing-clubs.org.uk"),)),
    ),
)
