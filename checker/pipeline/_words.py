"""Why a page of the site could not be read, in plain words, and what a reading depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import __version__
from checker.model.fetching import Failure
from checker.model.problems import fingerprint
from checker.web.robots import UNREAD

if TYPE_CHECKING:
    from checker.model.fetching import Fetched
    from checker.model.rules import Settings

_STATUSES = {
    401: "The server asks for a name and password (401). What opens it can be said under [door] in the site file.",
    403: "The server does not let us see this page (403).",
    404: "The server says that there is no such page (404).",
    408: "The server gave up waiting (408).",
    410: "The server says that this page was removed (410).",
    429: "The server says that it was asked too often (429).",
    503: "The server says that it is busy or being worked on (503).",
}
_FAILURES = {
    Failure.MALFORMED: "This is not an address that can be asked.",
    Failure.NO_NAME: "The website's name does not exist.",
    Failure.NO_ADDRESS: "The website's name has no address.",
    Failure.NAME_SILENT: "The name server did not answer, so the website could not be found.",
    Failure.NOT_PUBLIC: "The website lives in a private network. Name the network in the site file, or open it with"
    " --allow-network.",
    Failure.REFUSED: "The website refused the connection.",
    Failure.TIMEOUT: "The website did not answer in time.",
    Failure.RESET: "The website closed the connection without an answer.",
    Failure.TLS: "No secure connection could be made.",
    Failure.CERTIFICATE: "The website's certificate is not in order, so browsers warn of it.",
    Failure.LOOP: "The page redirects to itself.",
    Failure.TOO_MANY_REDIRECTS: "The page redirects too often.",
    Failure.NO_ROUTE: "There is no way to this website from here.",
    Failure.PROXY: "Our own proxy did not let us through.",
    Failure.ROBOTS: "The website's robots.txt asks automatic visitors to leave this page out.",
    Failure.GIVEN_UP: "The website stopped answering, so it was left alone.",
}
_NO_ROBOTS = (
    "The website could not even show its robots.txt: it may be being worked on. Until it does, nothing may be asked."
)
OUR_OWN = frozenset({Failure.NAME_SILENT, Failure.NO_ROUTE, Failure.PROXY})
"""What points to our own network more than to theirs."""


def refusal(answer: Fetched) -> str | None:
    """Say why an answer is not a page; None if it is."""
    if answer.status not in range(200, 300):
        return of_answer(answer)
    return of_half(answer) if answer.failure else None


_PASSING = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.REFUSED, Failure.TLS, Failure.BROKE_OFF})
_BUSY = frozenset({408, 429})


def may_pass(answer: Fetched) -> bool:
    """Tell whether another look may find the page: there was no answer, or a fault of the moment."""
    if answer.status is None or answer.failure is Failure.BROKE_OFF:
        return answer.failure in _PASSING
    return answer.status in _BUSY or answer.status >= 500  # noqa: PLR2004 - HTTP's own border


def of_answer(answer: Fetched) -> str:
    """Say why an answer is not a page."""
    if answer.status is not None and answer.failure not in {Failure.LOOP, Failure.TOO_MANY_REDIRECTS}:
        return _STATUSES.get(answer.status) or _class_of(answer.status)
    if answer.failure is Failure.ROBOTS and answer.detail.startswith(UNREAD):
        return _NO_ROBOTS
    return _FAILURES.get(answer.failure or Failure.OTHER, "The website could not be asked.")


def of_half(answer: Fetched) -> str:
    """Say why an answer is only a part of a page."""
    if answer.failure is Failure.CUT:
        return "This is too large to be a page."
    return "The website broke off in the middle of this page."


def _class_of(status: int) -> str:
    if status >= 500:  # noqa: PLR2004 - HTTP's own border
        return f"The server says that it has a fault ({status})."
    return f"The server did not give a page ({status})."


def digest(settings: Settings) -> str:
    """Give what changes when the same bytes would be read in another way."""
    return fingerprint(__version__, settings.region, settings.content or "", settings.base or "")
