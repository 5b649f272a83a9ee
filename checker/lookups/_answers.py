"""Judges addresses by what the server answered, the 2xx last."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.lookups._case import doubtful, unchecked, wrong
from checker.lookups._moves import lost_on_home_page, new_address, other_owner
from checker.lookups._no_answer import failing
from checker.lookups._sight import OK
from checker.lookups._walls import REFUSALS
from checker.model.problems import Certainty, Severity
from checker.model.targets import Judgement, Verdict
from checker.urls import host_of

if TYPE_CHECKING:
    from checker.lookups._case import Case

_TWO = 2
_GONE = {
    404: "The server says that the page does not exist (404).",
    410: "The server says that the page was taken away for good (410).",
}
_SIGN_IN = frozenset({401, 407})
_FORBIDDEN = 403
_SLOW, _TOO_MANY = 408, 429


def refused(case: Case) -> Judgement | None:
    """Judge every status that is not 2xx."""
    status = case.seen.status
    if status is None or status in OK:
        return None
    if status in _GONE:
        return _gone(case, _GONE[status])
    if status in _SIGN_IN:
        return doubtful(Verdict.NEEDS_SIGN_IN, f"The server asks visitors to sign in ({status}).")
    if status == _FORBIDDEN and case.others_fine:
        why = "The server does not show this page to the public (403), though it shows others."
        return doubtful(Verdict.NEEDS_SIGN_IN, why)
    if status in REFUSALS:
        return unchecked(Verdict.BLOCKED_US, _blocked(status))
    if status in range(400, 600):
        return failing(case, _trouble(status))
    return unchecked(
        Verdict.UNKNOWN, f"The server gave an answer that is not understood ({status}). It may be working."
    )


def _gone(case: Case, why: str) -> Judgement:
    """Judge a page that is said not to exist. One look alone may have met a server in the middle of a change."""
    before = case.running and case.past.verdict is Verdict.GONE
    if not (case.agreed or before):
        return failing(case, f"{why} We got this answer only once.")
    return replace(wrong(Verdict.GONE, why), suggestion=next(iter(case.signs("instead")), None))


def _blocked(status: int) -> str:
    if status == _TOO_MANY:
        return "The website asked us to come back later, again and again (429). It may be working."
    return f"The website does not answer automatic visitors ({status}). It may be working."


def _trouble(status: int) -> str:
    if status == _SLOW:
        return "The server did not answer in time (408)."
    if status in range(500, 600):
        return f"The server has a fault of its own ({status})."
    known = status in set(HTTPStatus)
    said = f"{status}, {HTTPStatus(status).phrase}" if known else str(status)
    return f"The server does not show the page ({said})."


def not_what_was_promised(case: Case) -> Judgement | None:
    """Judge pages that open but are not what the link leads to."""
    asks = case.signs("sign-in")
    if asks:
        return doubtful(Verdict.NEEDS_SIGN_IN, f"Visitors are asked to sign in ({asks[0]}).")
    withdrawn = case.signs("withdrawn")
    if withdrawn:
        return doubtful(Verdict.WITHDRAWN, f"GOV.UK withdrew this page on {withdrawn[0].title()}.")
    found = case.signs("not-found")
    if len(found) >= _TWO:
        why = f"The page opens, but says that it is not there ({found[0]}; {found[1]})."
        return wrong(Verdict.NOT_FOUND_PAGE, why, Certainty.LIKELY)
    if case.signs("empty"):
        return wrong(Verdict.NOT_FOUND_PAGE, "The page opens, but it is empty.", Certainty.LIKELY)
    default = case.signs("default-page")
    if default:
        why = f"The page shows only what a new web server shows ({default[0]})."
        return wrong(Verdict.NOT_FOUND_PAGE, why, Certainty.LIKELY)
    if lost_on_home_page(case.url, case.seen):
        where = case.seen.final_url
        why = f"The link was to a certain page, but visitors land on the home page ({where})."
        return doubtful(Verdict.HOME_PAGE_INSTEAD, why)
    return None


def moved(case: Case) -> Judgement | None:
    """Judge a page that has another address for good."""
    new = new_address(case.url, case.seen)
    if new is None:
        return None
    found = Judgement(
        verdict=Verdict.MOVED,
        why=f"The page has moved for good to {new}.",
        severity=Severity.UNTIDY,
        certainty=Certainty.SURE,
        suggestion=new,
    )
    if not other_owner(case.host, host_of(new)):
        return found
    why = f"The page has moved for good to another organisation's address: {new}."
    return replace(found, why=why, severity=Severity.DOUBTFUL)
