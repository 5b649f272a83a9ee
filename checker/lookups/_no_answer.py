"""Judges addresses that gave no answer, or that no question could be put to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups._case import Case, doubtful, how_long, unchecked, wrong
from checker.model.fetching import CertificateFault, Failure
from checker.model.problems import Certainty
from checker.model.targets import Judgement, Verdict
from checker.urls import target

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".corp", ".home", ".private", ".localdomain")
"""Endings that exist only within an organisation (RFC 6762, appendix G; ICANN's .internal)."""

_SCHEMES = frozenset({"http", "https", "www", "mailto", "tel"})

_FAILING: Mapping[Failure, str] = {
    Failure.MALFORMED: "The server leads on to something that is not a web address.",
    Failure.NO_ADDRESS: "The website's name exists, but no server stands behind it.",
    Failure.REFUSED: "The server refused the connection.",
    Failure.TIMEOUT: "The server did not answer in time.",
    Failure.RESET: "The server broke the connection off before it answered.",
    Failure.TLS: "No secure connection to the server could be made.",
    Failure.BROKE_OFF: "The server broke the connection off before it answered.",
    Failure.LOOP: "The server leads visitors round in a circle.",
    Failure.TOO_MANY_REDIRECTS: "The server leads visitors on and on and never arrives.",
}
_UNKNOWN: Mapping[Failure, str] = {
    Failure.NAME_SILENT: "The name server did not say where the website is. It may be working.",
    Failure.NO_ROUTE: "There is no way to the website from our network. It may be working.",
    Failure.PROXY: "Our own proxy did not let us through. The website may be working.",
    Failure.GIVEN_UP: "The website stopped answering after several questions, so we left it alone. It may be working.",
}
_CERTIFICATES: Mapping[CertificateFault, str] = {
    CertificateFault.EXPIRED: "The website's security certificate has expired. Browsers warn visitors away.",
    CertificateFault.NOT_YET: "The website's security certificate is not in force yet. Browsers warn visitors away.",
    CertificateFault.WRONG_NAME: "The website's security certificate is for another name. Browsers warn visitors away.",
    CertificateFault.SELF_SIGNED: "Nobody else vouches for the website's security certificate. Browsers warn visitors.",
    CertificateFault.UNKNOWN_AUTHORITY: "Nobody we know vouches for the website's security certificate.",
    CertificateFault.INCOMPLETE_CHAIN: "The website leaves out a part of its security certificate. Some browsers warn.",
}
_DOUBTFUL = frozenset({CertificateFault.UNKNOWN_AUTHORITY, CertificateFault.INCOMPLETE_CHAIN})


def not_an_address(case: Case) -> Judgement | None:
    """Judge what no browser could ask, or nobody outside an office."""
    failure = case.seen.failure
    mistyped = case.host in _SCHEMES  # http://https://example.org names a host called https
    if target(case.url) is None or mistyped or (failure is Failure.MALFORMED and not case.seen.chain):
        return wrong(Verdict.MALFORMED, "This is not an address that a browser can open.")
    if failure is Failure.NOT_PUBLIC:
        return wrong(Verdict.NOT_PUBLIC, "The address leads into a private network. The public cannot open it.")
    inside = "." not in case.host.strip(".[]") and ":" not in case.host
    if case.seen.status is None and (inside or case.host.endswith(_OURS)):
        return wrong(Verdict.NOT_PUBLIC, "The address works only inside an organisation. The public cannot open it.")
    return None


def not_asked(case: Case) -> Judgement | None:
    """Judge what could not be checked for reasons that are not the page's."""
    failure = case.seen.failure
    if failure is Failure.ROBOTS:
        return unchecked(Verdict.ROBOTS, "The website asks automatic visitors not to open this address.")
    if case.seen.wall is not None:
        why = f"The website keeps automatic visitors out ({case.seen.wall}). It may be working."
        return unchecked(Verdict.BLOCKED_US, why)
    unknown = _UNKNOWN.get(failure) if failure else None
    return unchecked(Verdict.UNKNOWN, unknown) if unknown else None


def no_answer(case: Case) -> Judgement | None:
    """Judge what failed before any answer came, and redirects that never arrive."""
    failure = case.seen.failure
    if failure in {Failure.LOOP, Failure.TOO_MANY_REDIRECTS}:
        return failing(case, _FAILING[failure])
    if case.seen.status is not None:
        return None
    if failure is Failure.NO_NAME:
        return _no_name(case)
    if failure is Failure.CERTIFICATE:
        return _certificate(case)
    known = _FAILING.get(failure) if failure else None
    if known:
        return failing(case, known)
    return unchecked(Verdict.UNKNOWN, "What came back was not understood. The website may be working.")


def failing(case: Case, why: str) -> Judgement:
    """Judge an answer that may be a passing fault: sure only from the second night in a row."""
    if case.running:
        return wrong(Verdict.FAILING, why + how_long(case))
    return doubtful(Verdict.FAILING, f"{why} It may be a passing fault.", Certainty.LIKELY)


def _no_name(case: Case) -> Judgement:
    there = f"the name {case.final_host}" if case.seen.chain else "its name"
    why = f"The website is gone: {there} does not exist any more."
    before = case.running and case.past.verdict is Verdict.SITE_GONE
    return wrong(Verdict.SITE_GONE, why) if case.agreed or before else failing(case, f"{why} We asked only once.")


def _certificate(case: Case) -> Judgement:
    certificate = case.seen.certificate
    fault = (certificate and certificate.fault) or CertificateFault.UNKNOWN_AUTHORITY
    if fault in _DOUBTFUL:
        return doubtful(Verdict.CERTIFICATE, _CERTIFICATES[fault], Certainty.LIKELY)
    return wrong(Verdict.CERTIFICATE, _CERTIFICATES[fault])
