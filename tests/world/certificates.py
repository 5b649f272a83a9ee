"""Certificates, good ones and every kind of bad one."""

from __future__ import annotations

import datetime as dt
import ssl
from typing import TYPE_CHECKING

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from tests.world.model import Tls

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
FAR_AHEAD = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
SOON = dt.timedelta(days=10)
"""Within the three weeks in which a council wants to be told."""
ISSUER = "http://ca.harbourshire-trust.org.uk/intermediate.crt"
"""Where a certificate with an incomplete chain says its issuer's is."""


class Authorities:
    """The authority everybody trusts here, one that nobody does, and the contexts made from them."""

    def __init__(self) -> None:
        self._trusted = trustme.CA(organization_name="Harbourshire Trust")
        self._between = self._trusted.create_child_ca()
        self._unknown = trustme.CA(organization_name="Nobody's Authority")
        self._contexts: dict[tuple[str, Tls], ssl.SSLContext] = {}

    def write_bundle(self, path: Path) -> None:
        """Write what a client has to trust."""
        self._trusted.cert_pem.write_to_path(path)

    def client(self) -> ssl.SSLContext:
        """Make a context for a client that trusts this world and nothing else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._trusted.configure_trust(context)
        return context

    def context(self, host: str, tls: Tls) -> ssl.SSLContext:
        """Give a server's context for a host, made when it is first needed."""
        if (host, tls) not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._load(context, host, tls)
            self._contexts[host, tls] = context
        return self._contexts[host, tls]

    def _load(self, context: ssl.SSLContext, host: str, tls: Tls) -> None:
        if tls in {Tls.SELF_SIGNED, Tls.INCOMPLETE}:
            pem = self._self_signed(host) if tls is Tls.SELF_SIGNED else self._incomplete(host)
            with trustme.Blob(pem).tempfile() as path:
                context.load_cert_chain(path)
            return
        authority = self._unknown if tls is Tls.UNKNOWN_AUTHORITY else self._trusted
        name = f"other.{host}" if tls is Tls.WRONG_NAME else host
        begins, ends = _life(tls)
        authority.issue_cert(name, not_before=begins, not_after=ends).configure_cert(context)

    def _self_signed(self, host: str) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = _builder(host, subject, subject, key).sign(key, hashes.SHA256())
        return _pem(key, certificate)

    def _incomplete(self, host: str) -> bytes:
        """Sign by the authority in between, whose own certificate the server then forgets to send."""
        issuer = x509.load_pem_x509_certificate(self._between.cert_pem.bytes())
        signer = serialization.load_pem_private_key(self._between.private_key_pem.bytes(), None)
        if not isinstance(signer, ec.EllipticCurvePrivateKey):
            raise TypeError(type(signer))
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        where = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(ISSUER))
        builder = _builder(host, subject, issuer.subject, key)
        builder = builder.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
        return _pem(key, builder.sign(signer, hashes.SHA256()))


def _life(tls: Tls) -> tuple[dt.datetime, dt.datetime]:
    match tls:
        case Tls.EXPIRED:
            return LONG_AGO, LONG_AGO + dt.timedelta(days=365)
        case Tls.NOT_YET:
            return FAR_AHEAD, FAR_AHEAD + dt.timedelta(days=365)
        case Tls.EXPIRES_SOON:
            return LONG_AGO, dt.datetime.now(dt.UTC) + SOON
        case _:
            return LONG_AGO, FAR_AHEAD


def _builder(
    host: str, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=LONG_AGO,
        not_valid_after=FAR_AHEAD,
    )
    return builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)


def _pem(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
