"""Where addresses lead, and which domains take mail: evidence first, then one judgement over it."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - msgspec reads the annotations when it runs
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.fetching import Certificate, Failure, Hop  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.model.problems import Certainty, Severity  # noqa: TC001 - msgspec reads the annotations when it runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.model.mentions import Mention
    from checker.model.originals import Claim, Original


class Verdict(StrEnum):
    """What an address leads to. The rule of a verdict is `link-` + verdict; the last three are could-not-check."""

    FINE = "fine"
    MOVED = "moved"
    GONE = "gone"
    SITE_GONE = "site-gone"
    FAILING = "failing"
    NOT_FOUND_PAGE = "not-found-page"
    HOME_PAGE_INSTEAD = "home-page-instead"
    FOR_SALE = "for-sale"
    HIJACKED = "hijacked"
    NEEDS_SIGN_IN = "needs-sign-in"
    CERTIFICATE = "certificate"
    WITHDRAWN = "withdrawn"
    NOT_PUBLIC = "not-public"
    MALFORMED = "malformed"
    BLOCKED_US = "blocked-us"
    ROBOTS = "robots"
    UNKNOWN = "unknown"

    @property
    def is_answer(self) -> bool:
        """Tell whether something was found out. The others are `Unchecked`, never a problem."""
        return self not in {Verdict.BLOCKED_US, Verdict.ROBOTS, Verdict.UNKNOWN}


class Evidence(Struct, frozen=True, kw_only=True):
    """What was seen when an address was asked. Nothing here is a judgement."""

    asked: datetime
    """When, in UTC."""
    looks: int = 1
    """How often it was asked in this run."""
    status: int | None = None
    final_url: str | None = None
    chain: tuple[Hop, ...] = ()
    """Every redirect that was followed."""
    failure: Failure | None = None
    detail: str = ""
    """The library's own words, for the log."""
    certificate: Certificate | None = None
    wall: str | None = None
    """Who keeps automatic visitors out, where the answer shows it: `Cloudflare`."""
    content_type: str = ""
    size: int = 0
    """Bytes of the body that were read."""
    title: str | None = None
    language: str | None = None
    words: str | None = None
    """A fingerprint of the text that changes little when the page changes little."""
    ids: frozenset[str] | None = None
    """What `#fragment` may point to; None where it is not known."""
    signs: tuple[str, ...] = ()
    """Marks of a page that is not what was promised, each `kind: words` (`not-found: title "Page not found"`)."""


class Past(Struct, frozen=True, kw_only=True):
    """What earlier nights know of an address."""

    failing_since: date | None = None
    """The first of the nights in a row without a good answer."""
    nights: int = 0
    """How many nights in a row it gave no good answer, this one apart."""
    last_good: date | None = None
    evidence: Evidence | None = None
    """Of the last night it was asked."""
    good: Evidence | None = None
    """Of the last good night."""
    verdict: Verdict | None = None
    """Of the last night it was asked."""


class Judgement(Struct, frozen=True, kw_only=True):
    """One verdict, how bad, how sure, and why in plain words."""

    verdict: Verdict
    why: str
    """A sentence for the person who reads the report."""
    severity: Severity | None = None
    """None for `fine` and for what could not be checked."""
    certainty: Certainty | None = None
    suggestion: str | None = None
    """The address to write instead, where it is known."""


class Target(Struct, frozen=True, kw_only=True):
    """One distinct address, with all that is known of it."""

    url: str
    """As it is asked: absolute, without fragment and session id, a mail wrapper taken off."""
    judgement: Judgement
    evidence: Evidence | None = None
    """None if it was never asked."""
    past: Past = Past()
    from_memory: bool = False
    """True if the answer of an earlier night was used again."""

    @property
    def verdict(self) -> Verdict:
        """What it leads to."""
        return self.judgement.verdict


class Mail(StrEnum):
    """Whether a domain takes mail."""

    TAKEN = "taken"
    NO_DOMAIN = "no-domain"
    """The name does not exist."""
    NO_MAIL = "no-mail"
    """It says so itself (null MX, RFC 7505), or has no server that could take any."""
    UNKNOWN = "unknown"
    """The name server failed or did not answer."""


class MailDomain(Struct, frozen=True, kw_only=True):
    """What name servers say of a domain that stands in email addresses."""

    domain: str
    mail: Mail
    why: str = ""
    """A sentence; empty where mail is taken."""


class Facts(Struct, frozen=True, kw_only=True):
    """What the outside world said, gathered before the rules run. Empty when offline."""

    targets: Mapping[str, Target] = {}
    """By the address as it is asked: `lookups.links.address_of(mention)`."""
    mail: Mapping[str, MailDomain] = {}
    """By domain in lower case."""
    originals: Mapping[Claim, Original] = {}
    """What became of the numbers and emails of contacts when they were held against the contacts' own websites."""
    came: tuple[Mention, ...] = ()
    """Phones and emails that stand on the page and did not the last time."""
    went: tuple[Mention, ...] = ()
    """Those that stood there the last time and do not any more."""
