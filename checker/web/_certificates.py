"""Reads what libcurl tells of a certificate. Every fault is error 60: the chain itself says which it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pycurl

from checker.model.fetching import Certificate, CertificateFault
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# X509_V_ERR_* of OpenSSL, as SSL_VERIFYRESULT gives them
_EXPIRED, _NOT_YET, _SELF_SIGNED, _SELF_SIGNED_IN_CHAIN, _UNKNOWN_ISSUER, _FIRST_UNVERIFIED = 10, 9, 18, 19, 20, 21
_KEPT = 50  # names: certificates of large hosts hold thousands
_FORMATS = ("%b %d %H:%M:%S %Y %Z", "%Y-%m-%d %H:%M:%S %Z")


class Certificates:
    """What servers showed, by connection: libcurl tells it once, with the answer that follows the handshake."""

    def __init__(self, most: int) -> None:
        """Begin with none.

        Args:
            most: Connections whose certificate is remembered, the latest used.
        """
        self._most = most
        self._shown: dict[int, Certificate] = {}

    def of(self, curl: pycurl.Curl, url: str, *, failed: bool) -> Certificate | None:
        """Give the certificate of the server itself, also over a kept connection, and after a handshake that failed."""
        if not url.startswith("https:"):
            return None
        connection = curl.getinfo(pycurl.CONN_ID)
        known = self._shown.pop(connection, None)
        certificate = _read(curl, url, failed=failed) or known
        if certificate and not failed:
            self._shown[connection] = certificate
            if len(self._shown) > self._most:
                del self._shown[next(iter(self._shown))]
        return certificate


def _read(curl: pycurl.Curl, url: str, *, failed: bool) -> Certificate | None:
    chain = curl.getinfo(pycurl.INFO_CERTINFO)
    if not chain:
        return Certificate(fault=CertificateFault.UNKNOWN_AUTHORITY) if failed else None
    own = {name.lower(): value for name, value in chain[0]}
    begins, expires = _moment(own.get("start date", "")), _moment(own.get("expire date", ""))
    names = tuple(_names(own))
    fault = None
    if failed:
        result = curl.getinfo(pycurl.SSL_VERIFYRESULT)
        fault = _fault(
            result,
            begins=begins,
            expires=expires,
            own_name=_covers(names, host_of(url)),
            # 20 is an unknown authority as well as a missing link; one that says where its issuer is kept is the latter
            names_issuer="ca issuers" in own.get("authority information access", "").lower(),
        )
    return Certificate(fault=fault, expires=expires, names=names[:_KEPT], issuer=own.get("issuer", ""))


def _fault(
    result: int, *, begins: datetime | None, expires: datetime | None, own_name: bool, names_issuer: bool
) -> CertificateFault:
    """Name the fault. A wrong name hides an expiry from libcurl, so the dates are judged first."""
    now = datetime.now(UTC)
    if result == _EXPIRED or (expires and expires < now):
        return CertificateFault.EXPIRED
    if result == _NOT_YET or (begins and begins > now):
        return CertificateFault.NOT_YET
    if result == _SELF_SIGNED:
        return CertificateFault.SELF_SIGNED
    if result in {_UNKNOWN_ISSUER, _FIRST_UNVERIFIED} and names_issuer:
        return CertificateFault.INCOMPLETE_CHAIN
    if result in {_SELF_SIGNED_IN_CHAIN, _UNKNOWN_ISSUER, _FIRST_UNVERIFIED}:
        return CertificateFault.UNKNOWN_AUTHORITY
    return CertificateFault.UNKNOWN_AUTHORITY if own_name else CertificateFault.WRONG_NAME


def _moment(words: str) -> datetime | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(words, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _names(own: dict[str, str]) -> Iterable[str]:
    for part in own.get("x509v3 subject alternative name", "").split(","):
        kind, _, name = part.strip().partition(":")
        if kind == "DNS":
            yield name.lower()


def _covers(names: Iterable[str], host: str) -> bool:
    """Tell whether a certificate's names include a host (RFC 6125: a star stands for one label)."""
    parent = "*." + host.partition(".")[2]
    return any(name in {host, parent} for name in names)
