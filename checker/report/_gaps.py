"""What could not be looked at: once each, by cause."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checker import urls
from checker.model.entries import Gap, GapKind, Reason
from checker.model.sites import like
from checker.text import count

if TYPE_CHECKING:
    from checker.model.entries import ReportedPage
    from checker.model.problems import Unchecked
    from checker.model.sites import Accepted
    from checker.report._entries import Knowledge

_BY_HAND = "Open the link yourself. If it works, accept it."
_VERDICTS = {
    "blocked-us": ("These websites block automatic checks. The links may well work.", _BY_HAND),
    "robots": ("These websites ask automatic visitors to stay away, and we do (robots.txt).", _BY_HAND),
    "unknown": ("These addresses gave no answer that can be judged.", "They are asked again in the next run."),
}
_PAGE_STAGES = ("fetch", "read")


def gaps(known: Knowledge, pages: tuple[ReportedPage, ...]) -> tuple[Gap, ...]:
    """Make what could not be looked at on several pages one gap."""
    run, owners = known.run, {page.address: page.owner for page in pages}
    grouped: dict[str, list[Unchecked]] = defaultdict(list)
    for each in (*run.unchecked, *(each for page in run.pages for each in page.unchecked)):
        grouped[each.fingerprint].append(each)
    found = (_gap(identity, same, known=known, owners=owners) for identity, same in grouped.items())
    return tuple(sorted(found, key=lambda each: (each.stage, each.what, each.id)))


def reasons(left: tuple[Gap, ...]) -> tuple[Reason, ...]:
    """Group gaps by cause: pages that could not be read before links, then the commonest."""
    grouped: dict[tuple[bool, str], list[Gap]] = defaultdict(list)
    for gap in left:
        cause = gap.verdict if gap.kind is GapKind.LINK and gap.verdict in _VERDICTS else gap.why
        grouped[gap.kind is GapKind.LINK, cause].append(gap)
    ordered = sorted(grouped.items(), key=lambda each: (each[0][0], -len(each[1]), each[0][1]))
    return tuple(_reason(cause, tuple(same)) for (_, cause), same in ordered)


def _reason(cause: str, same: tuple[Gap, ...]) -> Reason:
    number = len(same)
    title, advice = _VERDICTS.get(cause, (cause, ""))
    hosts = len({urls.host_of(gap.what) for gap in same})
    brief = {
        "blocked-us": f"{count(hosts, 'website')} {'blocks' if hosts == 1 else 'block'} automatic checks",
        "robots": f"{number:,} not allowed by robots.txt",
        "unknown": f"{number:,} gave no answer that can be judged",
    }.get(cause, "")
    return Reason(title=title, brief=brief, advice=advice, gaps=same)


def _gap(identity: str, same: list[Unchecked], *, known: Knowledge, owners: dict[str, str | None]) -> Gap:
    first = same[0]
    pages = tuple(sorted({page for each in same for page in each.pages}))
    owned = {owners.get(page) for page in pages}
    since = known.comparison.since.get(identity, known.run.today) if known.comparison else None
    return Gap(
        id=identity,
        kind=_kind(first, owners),
        what=first.what,
        why=first.why,
        stage=first.stage,
        verdict=first.verdict,
        pages=pages,
        owner=owned.pop() if len(owned) == 1 else None,
        since=since,
        accepted=_acceptance(first, pages, known),
    )


def _kind(unchecked: Unchecked, owners: dict[str, str | None]) -> GapKind:
    if unchecked.stage == "look up" or unchecked.verdict is not None:
        # the domain of an email is looked up too, and is no link
        return GapKind.LINK if urls.target(unchecked.what) else GapKind.OTHER
    return GapKind.PAGE if unchecked.stage in _PAGE_STAGES or unchecked.what in owners else GapKind.OTHER


def _acceptance(unchecked: Unchecked, pages: tuple[str, ...], known: Knowledge) -> Accepted | None:
    entries = (*(known.site.accepted if known.site else ()), *known.accepted)
    today = known.run.today
    return next((each for each in entries if each.until >= today and _covers(each, unchecked, pages)), None)


def _covers(entry: Accepted, unchecked: Unchecked, pages: tuple[str, ...]) -> bool:
    """Tell whether an entry means this address: by its link, or by the name a rule of its verdict would have."""
    rule = f"link-{unchecked.verdict}" if unchecked.verdict else None
    return (
        (entry.link is not None or (entry.rule is not None and entry.rule == rule))
        and entry.quote is None
        and (entry.rule is None or entry.rule == rule)
        and (entry.link is None or like(entry.link, unchecked.what))
        and (entry.page is None or any(like(entry.page, page) for page in pages))
    )
