"""Answers of made-up servers, for the tests of lookups. Every page is in our own words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from checker.lookups.links import evidence
from checker.model.fetching import Certificate, CertificateFault, Failure, Fetched, Hop
from checker.model.targets import Evidence, Past, Verdict

NOW = datetime(2026, 11, 23, 3, 17, tzinfo=UTC)
TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)

ADVICE = (
    "The team helps parents and carers of children with special educational needs. You can ask about an assessment, a"
    " plan, a school place, transport or a short break. We listen, explain what the law says and stand by you in"
    " meetings. The service is free and keeps what you say to itself. Ring us, write to us or come to a drop-in session"
    " at the library on Tuesday mornings. If English is not your first language we can find an interpreter for you."
)


def page(title: str = "Advice for parents", body: str = "", *, lang: str = "en", head: str = "") -> str:
    """Make a page of HTML; without a body it is a decent page of advice."""
    body = body or f"<nav><a href='/'>Home</a></nav><main><h1>{title}</h1><p>{ADVICE}</p></main>"
    return f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def answer(  # noqa: PLR0913 - an answer has that many sides
    url: str,
    status: int | None = 200,
    html: str | bytes | None = None,
    *,
    to: str | None = None,
    hops: tuple[int, ...] = (),
    via: tuple[str, ...] = (),
    failure: Failure | None = None,
    fault: CertificateFault | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    kind: str = "text/html; charset=utf-8",
) -> Fetched:
    """Make an answer. `hops` are the statuses of redirects that end at `to`; `via` the addresses between."""
    between = (url, *via)
    body = (page() if status == 200 else "") if html is None else html
    return Fetched(
        url=url,
        final_url=to or url,
        status=status,
        headers=(("content-type", kind), *headers) if status else (),
        body=body.encode() if isinstance(body, str) else body,
        redirects=tuple(Hop(url=between[n], status=code) for n, code in enumerate(hops)),
        failure=failure,
        certificate=Certificate(fault=fault) if fault else None,
    )


def seen(fetched: Fetched, *, looks: int = 2, signs: tuple[str, ...] = ()) -> Evidence:
    """Turn an answer into evidence, as if asked so often."""
    found = evidence(fetched, NOW)
    return replace(found, looks=looks, signs=(*found.signs, *signs))


def night_before(verdict: Verdict, fetched: Fetched | None = None, *, nights: int = 1) -> Past:
    """Say that earlier nights in a row brought no good answer."""
    last = evidence(fetched, NOW) if fetched else None
    since = date(2026, 11, 23 - nights)
    return Past(failing_since=since, nights=nights, last_good=date(2026, 11, 1), evidence=last, verdict=verdict)


def was_good(fetched: Fetched, *, verdict: Verdict = Verdict.FINE) -> Past:
    """Say that the night before all was well."""
    last = evidence(fetched, NOW)
    return Past(last_good=YESTERDAY, evidence=last, good=last, verdict=verdict)
