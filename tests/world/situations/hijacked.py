"""Addresses that somebody else has taken, and changes that look like it and are not."""

from __future__ import annotations

from tests.world.shapes import FINE, HIJACKED, by_night, good, only, page

_PLAY = good("Play sessions", "Soft play for under fives, with somebody who knows about additional needs.")
_CASINO = page(
    "Situs Slot Gacor Hari Ini",
    "Daftar situs judi online terpercaya. Main slot gacor, casino dan sportsbook, jackpot setiap hari.",
    "Bonus deposit pertama. Daftar sekarang dan menangkan jackpot besar malam ini bersama agen judi terbaik.",
    lang="id",
)
_BETTING = page(
    "Best online casino bonus 2026 - slots, betting, jackpot",
    "Play slots at the best online casino. Claim your free spins and betting bonus, no deposit needed.",
    "Our sportsbook has the best odds. Hit the jackpot tonight. Online casino real money.",
)

PLACES = (
    only(
        "hijacked",
        "https://www.stolen-play.org.uk/sessions",
        by_night(_PLAY, _CASINO),
        HIJACKED,
        "a charity on night 1, gambling in another language from night 2, at every address",
        wild=by_night(good("Nothing here"), _CASINO),
    ),
    only(
        "hijacked-same-language",
        "https://www.taken-play.org.uk/",
        by_night(_PLAY, _BETTING),
        HIJACKED,
        "the same language, another subject, at every address",
        wild=by_night(good("Nothing here"), _BETTING),
    ),
    only(
        "rebrand",
        "https://www.renamed-play.org.uk/",
        by_night(
            _PLAY,
            page(
                "Bright Tides",
                "We used to be Renamed Play. We have a new name and the same people.",
                "Soft play, music and swimming for children with additional needs, every day of the week.",
            ),
        ),
        FINE,
        "a new name and new words, nothing harmful",
    ),
    only(
        "turns-welsh",
        "https://www.chwarae-glannau.org.uk/",
        by_night(
            _PLAY,
            page(
                "Sesiynau chwarae",
                "Chwarae meddal i blant dan bump, gyda rhywun sy'n gwybod am anghenion ychwanegol.",
                "Croeso i bawb. Mae'r sesiynau am ddim ac mae lle i barcio.",
                lang="cy",
            ),
        ),
        FINE,
        "the language changes, to Welsh, nothing harmful",
    ),
    only(
        "news-of-gambling",
        "https://www.harbour-news-play.org.uk/",
        by_night(
            _PLAY,
            page(
                "Play sessions saved",
                "The old casino on the front is to become a play centre. The council turned down a betting shop there.",
                "Soft play for under fives goes on meanwhile, with somebody who knows about additional needs.",
            ),
        ),
        FINE,
        "mentions a casino from night 2, among other things",
    ),
)
