"""Certificates a browser warns of, or does not."""

from __future__ import annotations

from tests.world.model import Place, Tls
from tests.world.shapes import CERTIFICATE, CERTIFICATE_UNSURE, FINE, good, only

_PAGE = good("Holiday clubs", "Clubs run in every holiday but the one at Christmas.")


def _with(name: str, tls: Tls, why: str) -> Place:
    unsure = tls in {Tls.INCOMPLETE, Tls.UNKNOWN_AUTHORITY}
    url = f"https://www.{name}-holidays.org.uk/clubs"
    return only(name, url, _PAGE, CERTIFICATE_UNSURE if unsure else CERTIFICATE, why, tls=tls)


PLACES = (
    _with("certificate-expired", Tls.EXPIRED, "expired years ago"),
    _with("certificate-not-yet", Tls.NOT_YET, "not good for years yet"),
    _with("certificate-wrong-name", Tls.WRONG_NAME, "made for another name"),
    _with("certificate-self-signed", Tls.SELF_SIGNED, "signed by itself"),
    _with("certificate-unknown", Tls.UNKNOWN_AUTHORITY, "signed by an authority nobody knows"),
    _with("certificate-incomplete", Tls.INCOMPLETE, "the certificate in between is not sent; most browsers fetch it"),
    only(
        "certificate-soon",
        "https://www.soon-holidays.org.uk/clubs",
        _PAGE,
        FINE,
        "expires in ten days, which is its owner's business",
        tls=Tls.EXPIRES_SOON,
    ),
)
