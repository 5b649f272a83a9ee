"""Names and addresses that lead nowhere, or where nobody may go."""

from __future__ import annotations

from tests.world.model import OWN, Place, Records
from tests.world.shapes import FINE, MALFORMED, NOT_PUBLIC, UNKNOWN, good, leads, only, situation

_SERVFAIL = 2
RECORDS = {
    "www.servfail-toys.org.uk": Records(code=_SERVFAIL),
    "www.silent-toys.org.uk": Records(silent=True),
    "www.inside-toys.org.uk": Records(a=("10.20.30.40",)),
    "www.homely-toys.org.uk": Records(a=("192.168.1.20", "172.16.9.9")),
    "www.looped-toys.org.uk": Records(a=("127.0.0.1",), aaaa=("::1",)),
    "www.metadata-toys.org.uk": Records(a=("169.254.169.254",)),
    "www.mapped-toys.org.uk": Records(aaaa=("::ffff:10.0.0.1",)),
    "www.local-six-toys.org.uk": Records(aaaa=("fd00::1",)),
    # mail
    "fine-mail.org.uk": Records(a=("127.77.0.2",), mx=((10, "mx.fine-mail.org.uk"), (20, "mx2.fine-mail.org.uk"))),
    "mx.fine-mail.org.uk": Records(a=("127.77.0.2",)),
    "mx2.fine-mail.org.uk": Records(a=("127.77.0.2",)),
    "address-only-mail.org.uk": Records(a=("127.77.0.2",)),
    "null-mail.org.uk": Records(a=("127.77.0.2",), mx=((0, ""),)),
    "nothing-mail.org.uk": Records(ns=("ns1.harbourshire-dns.org.uk",)),
    "servfail-mail.org.uk": Records(code=_SERVFAIL),
    "silent-mail.org.uk": Records(silent=True),
    "aliased-mail.org.uk": Records(cname="fine-mail.org.uk", mx=((10, "mx.fine-mail.org.uk"),)),
}
MAIL = {
    "fine-mail.org.uk": "fine",
    "address-only-mail.org.uk": "fine",  # RFC 5321, 5.1: without an MX the address itself takes mail
    "aliased-mail.org.uk": "fine",
    "null-mail.org.uk": "null-mx",
    "nothing-mail.org.uk": "no-mail",
    "lapsed-mail.org.uk": "no-such-name",
    "servfail-mail.org.uk": "unknown",
    "silent-mail.org.uk": "unknown",
}
"""What is true of the domains of emails."""

PLACES = (
    Place(
        situations=(
            situation("servfail", "https://www.servfail-toys.org.uk/", UNKNOWN, "the name server fails"),
            situation("dns-silent", "https://www.silent-toys.org.uk/", UNKNOWN, "the name server says nothing"),
            situation("private-10", "https://www.inside-toys.org.uk/", NOT_PUBLIC, "10.20.30.40"),
            situation("private-192", "http://www.homely-toys.org.uk/a", NOT_PUBLIC, "two private addresses"),
            situation("private-loopback", "http://www.looped-toys.org.uk/", NOT_PUBLIC, "this machine"),
            situation("private-metadata", "http://www.metadata-toys.org.uk/latest/", NOT_PUBLIC, "a cloud's own"),
            situation("private-mapped", "http://www.mapped-toys.org.uk/", NOT_PUBLIC, "IPv4 within IPv6"),
            situation("private-six", "http://www.local-six-toys.org.uk/", NOT_PUBLIC, "an IPv6 address of a house"),
            situation("intranet", "http://intranet/policies/send", NOT_PUBLIC, "a name without a dot"),
            situation("localhost", "http://localhost:8080/preview", NOT_PUBLIC, "this machine, by name"),
            situation("number", "http://2130706433/", NOT_PUBLIC, "127.0.0.1 as one number"),
            situation("octal", "http://0177.0.0.1/", NOT_PUBLIC, "127.0.0.1 in octal"),
            situation("file", "file:///C:/Users/admin/guide.docx", NOT_PUBLIC, "a file on somebody's disk"),
            situation("unc", "\\\\harbourserver\\send\\guide.docx", NOT_PUBLIC, "a share of the council's network"),
            situation("bad-port", "http://www.harbour-toys.org.uk:25/", MALFORMED, "a port no browser asks"),
            situation("bad-host", "https://www harbour-toys.org.uk/", MALFORMED, "a space in the host"),
            situation("bad-brackets", "http://[harbour-toys.org.uk/", MALFORMED, "a bracket that is not closed"),
            situation("double-scheme", "http://http://www.harbour-toys.org.uk/", MALFORMED, "the scheme twice"),
            situation("no-host", "https://", MALFORMED, "no host at all"),
        ),
    ),
    only(
        "led-inside",
        "https://www.leading-toys.org.uk/library",
        leads("http://10.9.8.7/library"),
        NOT_PUBLIC,
        "led to a private address",
    ),
    only(
        "private-too",
        "https://www.harbour-toys.org.uk/library",
        good("Toy library", "Borrow a toy for four weeks."),
        FINE,
        "one private IPv6 address beside a public one",
        dns=Records(a=(OWN,), aaaa=("fd00::2",)),
    ),
)
