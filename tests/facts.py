"""Facts for the examples of rules that need the network, from lines like `Facts: https://www.example.org/a -> gone`.

What a line says is turned into evidence and judged by the real judge, so that an example shows what a night would say.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.lookups.links import judge
from checker.lookups.originals import held
from checker.model.fetching import Certificate, CertificateFault, Failure
from checker.model.mentions import Kind, Mention, Origin, Role, Stamp
from checker.model.originals import Claim, Leaf, Organisation, Original, Stated
from checker.model.pages import Place
from checker.model.targets import Evidence, Facts, Mail, MailDomain, Target
from checker.numbering import e164
from checker.websites import domain_of
from tests.lookups.answers import TODAY, answer, page, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model.fetching import Fetched

_LINE = re.compile(r"^Facts: (\S+) -> (\S+) ?(.*)\n?", re.MULTILINE)
_UNCHANGED, _STOOD, _GIVES = "unchanged-since", "stood-here", "gives"
_GONE = page("Page not found", "<h1>Page not found</h1><p>Check the web address.</p>")
_CASINO = page("Best online casino, free spins", "<p>Welcome bonus, play slots, no deposit bonus.</p>")
_SOLD = page("Domain for sale", "<p>Buy this domain.</p>")

_ANSWERS: dict[str, Callable[[str, str], Fetched]] = {
    "fine": lambda url, to: answer(url, to=to or url, hops=(301,) if to else ()),
    "ids": lambda url, names: answer(url, html=page(body="".join(f"<p id='{each}'>" for each in names.split(", ")))),
    "moved": lambda url, to: answer(url, to=to, hops=(301,)),
    "gone": lambda url, _: answer(url, 404),
    "site-gone": lambda url, _: answer(url, None, failure=Failure.NO_NAME),
    "failing": lambda url, _: answer(url, 500),
    "not-found-page": lambda url, _: answer(url, html=_GONE),
    "home-page-instead": lambda url, _: answer(url, to="/".join([*url.split("/")[:3], ""]), hops=(302,)),
    "for-sale": lambda url, _: answer(url, html=_SOLD),
    "hijacked": lambda url, _: answer(url, html=_CASINO),
    "needs-sign-in": lambda url, _: answer(url, 401),
    "certificate": lambda url, _: answer(url, None, failure=Failure.CERTIFICATE, fault=CertificateFault.EXPIRED),
    "withdrawn": lambda url, _: answer(url, html=page(body="<p>This guidance was withdrawn on 3 May 2023</p>")),
    "not-public": lambda url, _: answer(url, None, failure=Failure.NOT_PUBLIC),
    "malformed": lambda url, _: answer(url, None, failure=Failure.MALFORMED),
    "blocked-us": lambda url, _: answer(url, 429),
}


def parted(example: str) -> tuple[str, Facts]:
    """Take the lines of facts out of an example, and give what they say."""
    targets, mail, originals, went = {}, {}, {}, []
    for subject, word, more in _LINE.findall(example):
        if word == _UNCHANGED:
            continue
        if word == _STOOD:
            raw = subject.replace("-", " ")
            went.append(Mention(kind=Kind.PHONE, raw=raw, value=None, place=Place(quote=raw)))
        elif word == _GIVES:
            claim, found = _original(subject, *more.split(" for "))
            originals[claim] = found
        elif word in set(Mail):
            mail[subject] = _mail(subject, Mail(word))
        else:
            targets[subject] = _target(subject, word, more)
    return _LINE.sub("", example), Facts(targets=targets, mail=mail, originals=originals, went=tuple(went))


def remembered(example: str) -> tuple[Stamp, ...]:
    """Give what our memory says of the page, from `Facts: the-words -> unchanged-since 2026-03-03`."""
    return tuple(
        Stamp(date=since, kind=Role.MODIFIED, origin=Origin.MEMORY)
        for _, word, since in _LINE.findall(example)
        if word == _UNCHANGED
    )


def _mail(domain: str, mail: Mail) -> MailDomain:
    why = {Mail.TAKEN: "", Mail.NO_DOMAIN: f"The domain {domain} does not exist."}
    return MailDomain(domain=domain, mail=mail, why=why.get(mail, f"The domain {domain} says that it takes no mail."))


def _original(website: str, theirs: str, ours: str) -> tuple[Claim, Original]:
    """Hold a number of ours against a website that gives one of theirs."""
    stated = (Stated(kind=Kind.PHONE, value=e164(theirs) or ""),)
    leaf = Leaf(url=website, stated=stated)
    seen = Organisation(
        domain=domain_of(website), looked=datetime(TODAY.year, TODAY.month, 1, tzinfo=UTC), leaves=(leaf,)
    )
    claim = Claim(website, Kind.PHONE, e164(ours) or "")
    return claim, held(claim, seen)


def _target(url: str, word: str, more: str) -> Target:
    found = _evidence(url, word, more)
    return Target(url=url, judgement=judge(url, found, today=TODAY), evidence=found)


def _evidence(url: str, word: str, more: str) -> Evidence:
    if word == "certificate" and more:
        ends = datetime.fromisoformat(more.removeprefix("until ")).replace(tzinfo=UTC)
        return replace(seen(answer(url)), certificate=Certificate(expires=ends))
    return seen(_ANSWERS[word](url, more))
