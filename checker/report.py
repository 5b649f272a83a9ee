"""Makes a report of a run: every count, grouping and order is settled here."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker import urls, wrappers
from checker.model.mentions import Kind
from checker.model.problems import Severity
from checker.model.reports import Entry, Gap, Reason, Report, ReportedPage, Share, Sort, Tally, Target, Totals
from checker.text import shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.problems import Problem, Unchecked
    from checker.model.rules import RuleDoc
    from checker.model.runs import PageResult, Run
    from checker.model.sites import Accepted, Site

_FIRST = 5
_MENTIONS = (Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.DATE, Kind.POSTCODE)
_FRAGMENT_WORDS = 300
"""Characters of a quotation that go into an address; a longer one is found by its first and last words."""


def build(run: Run, *, rules: Iterable[RuleDoc], site: Site | None = None, accepted: Iterable[Accepted] = ()) -> Report:
    """Make the report of a run.

    Args:
        run: What became of the pages.
        rules: Those that were chosen, also those left out because they need the network.
        site: Whose owners, edit addresses and accepted entries hold.
        accepted: Further entries, besides the site's.
    """
    docs = {each.name: each for each in sorted(rules, key=lambda each: each.name)}
    reported = _Pages(run, docs, site=site, accepted=tuple(accepted)).reported()
    entries = tuple(entry for page in reported for entry in page.entries)
    unaccepted = tuple(entry for page in reported for entry in page.open)
    gaps = _gaps(run, {page.address: page.owner for page in reported})
    return Report(
        run=run,
        site=site,
        rules=tuple(docs.values()),
        totals=_totals(run, reported),
        pages=reported,
        entries=entries,
        first=tuple(sorted(unaccepted, key=_urgency)[:_FIRST]),
        shares=_shares(reported),
        sorts=_sorts(unaccepted),
        accepted=tuple(sorted((each for each in entries if each.accepted), key=_expiry)),
        gaps=gaps,
        reasons=_reasons(gaps),
        targets=_targets(run.pages),
        clean=tuple(page for page in reported if page.result.read and not page.open),
    )


class _Pages:
    """Puts beside each page and problem what the rest of the run and the site say of it."""

    def __init__(
        self, run: Run, docs: dict[str, RuleDoc], *, site: Site | None, accepted: tuple[Accepted, ...]
    ) -> None:
        self._run, self._docs, self._site, self._accepted = run, docs, site, accepted
        self._ids: Counter[str] = Counter()
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)
        for problem in (each for page in run.pages for each in page.problems):
            self._places[_sameness(problem)].add(problem.page)

    def reported(self) -> tuple[ReportedPage, ...]:
        """Give the pages sorted by address."""
        return tuple(self._page(each) for each in sorted(self._run.pages, key=lambda page: page.address))

    def _page(self, result: PageResult) -> ReportedPage:
        name = squash(result.title or "") or result.address
        owner = result.owner or (self._site.owner_of(result.address) if self._site else None)
        entries = tuple(
            sorted((self._entry(each, result, name=name, owner=owner) for each in result.problems), key=_order)
        )
        return ReportedPage(
            result=result,
            name=name,
            owner=owner,
            edit=_edit(self._site, result.url),
            entries=entries,
            open=tuple(entry for entry in entries if entry.accepted is None),
        )

    def _entry(self, problem: Problem, result: PageResult, *, name: str, owner: str | None) -> Entry:
        fingerprint = problem.fingerprint
        self._ids[fingerprint] += 1
        again = self._ids[fingerprint]
        return Entry(
            problem=problem,
            id=fingerprint,
            anchor=fingerprint if again == 1 else f"{fingerprint}-{again}",
            rule=self._docs.get(problem.rule),
            page_name=name,
            page_url=result.url,
            owner=owner,
            also_on=tuple(sorted({*self._places[_sameness(problem)], *problem.also_on} - {problem.page})),
            accepted=self._acceptance(problem),
            shown_at=_shown_at(problem, result.url),
            template=problem.place.template,
        )

    def _acceptance(self, problem: Problem) -> Accepted | None:
        today = self._run.today
        found = self._site.acceptance(problem, today) if self._site else None
        return found or next((each for each in self._accepted if each.until >= today and each.covers(problem)), None)


def _sameness(problem: Problem) -> tuple[str, str]:
    return problem.rule, squash(problem.place.quote)


def _order(entry: Entry) -> tuple[int, int, int, str, str]:
    place = entry.problem.place
    block = place.block if place.block is not None else 1 << 30
    return entry.problem.severity.rank, block, place.start, entry.problem.rule, entry.id


def _urgency(entry: Entry) -> tuple[int, int, str, str]:
    """The worst first; of equals, what stands on most pages."""
    return entry.problem.severity.rank, -len(entry.also_on), entry.problem.page, entry.id


def _expiry(entry: Entry) -> tuple[str, str, str]:
    until = entry.accepted.until.isoformat() if entry.accepted else ""
    return until, entry.problem.page, entry.id


def _edit(site: Site | None, url: str | None) -> str | None:
    found = urls.parts(url) if url else None
    if site is None or site.edit is None or found is None:
        return None
    path = quote(found.path + found.query, safe="/")
    return site.edit.replace("{path}", path).replace("{url}", quote(found.href, safe=""))


def _shown_at(problem: Problem, url: str | None) -> str | None:
    """Give the address that makes a browser scroll to the words and mark them.

    Source: WICG, URL Fragment Text Directives. A dash, comma or ampersand in the words has to be escaped.
    """
    found = urls.parts(url) if url else None
    words = squash(problem.place.quote)
    if found is None or found.scheme not in urls.SCHEMES:
        return None
    page = found.href.partition("#")[0]
    if not words or problem.place.block is None:
        return page
    if len(words) > _FRAGMENT_WORDS:
        start, end = shorten(words, 60).rstrip("…"), words[-60:].partition(" ")[2]
        return f"{page}#:~:text={_escaped(start)},{_escaped(end)}" if end else page
    return f"{page}#:~:text={_escaped(words)}"


def _escaped(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _tally(entries: Iterable[Entry]) -> Tally:
    counted = Counter(entry.problem.severity for entry in entries)
    return Tally(
        danger=counted[Severity.DANGER],
        wrong=counted[Severity.WRONG],
        doubtful=counted[Severity.DOUBTFUL],
        untidy=counted[Severity.UNTIDY],
    )


def _totals(run: Run, pages: tuple[ReportedPage, ...]) -> Totals:
    counted = Counter(mention.kind for page in run.pages for mention in page.inventory.mentions)
    read = sum(page.read for page in run.pages)
    return Totals(
        found=len(run.pages),
        read=read,
        unread=len(run.pages) - read,
        faulty=sum(bool(page.open) for page in pages),
        problems=_tally(entry for page in pages for entry in page.open),
        accepted=sum(entry.accepted is not None for page in pages for entry in page.entries),
        mentions=tuple((kind.value, counted[kind]) for kind in _MENTIONS),
    )


def _shares(pages: tuple[ReportedPage, ...]) -> tuple[Share, ...]:
    """Group pages by owner, the worst first; pages nobody owns come last."""
    grouped: dict[str | None, list[ReportedPage]] = defaultdict(list)
    for page in pages:
        if page.open:
            grouped[page.owner].append(page)
    shares = [
        Share(
            owner=owner,
            tally=_tally(entry for page in owned for entry in page.open),
            pages=tuple(sorted(owned, key=lambda page: (page.open[0].problem.severity.rank, page.address))),
        )
        for owner, owned in grouped.items()
    ]
    return tuple(sorted(shares, key=_weight))


def _weight(share: Share) -> tuple[bool, list[int], str]:
    return share.owner is None, [-number for _, number in share.tally.each], share.owner or ""


def _sorts(entries: tuple[Entry, ...]) -> tuple[Sort, ...]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: (each.problem.severity.rank, each.problem.page, *_order(each))):
        grouped[entry.problem.rule].append(entry)
    sorts = (
        Sort(
            rule=rule,
            title=found[0].title,
            severity=found[0].problem.severity,
            entries=tuple(found),
            pages=len({each.problem.page for each in found}),
            owners=tuple(sorted({each.owner for each in found if each.owner})),
        )
        for rule, found in grouped.items()
    )
    return tuple(sorted(sorts, key=lambda each: (each.severity.rank, -len(each.entries), each.rule)))


def _gaps(run: Run, owners: dict[str, str | None]) -> tuple[Gap, ...]:
    """Make what could not be looked at on several pages one gap."""
    grouped: dict[str, list[Unchecked]] = defaultdict(list)
    for each in (*run.unchecked, *(each for page in run.pages for each in page.unchecked)):
        grouped[each.fingerprint].append(each)
    gaps = (_gap(identity, same, owners) for identity, same in grouped.items())
    return tuple(sorted(gaps, key=lambda each: (each.stage, each.what, each.id)))


def _gap(identity: str, same: list[Unchecked], owners: dict[str, str | None]) -> Gap:
    pages = tuple(sorted({page for each in same for page in each.pages}))
    owned = {owners.get(page) for page in pages}
    return Gap(
        id=identity,
        what=same[0].what,
        why=same[0].why,
        stage=same[0].stage,
        verdict=same[0].verdict,
        pages=pages,
        owner=owned.pop() if len(owned) == 1 else None,
    )


def _reasons(gaps: tuple[Gap, ...]) -> tuple[Reason, ...]:
    grouped: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        grouped[gap.why].append(gap)
    reasons = (Reason(why=why, gaps=tuple(same)) for why, same in grouped.items())
    return tuple(sorted(reasons, key=lambda each: (-len(each.gaps), each.why)))


def _targets(pages: tuple[PageResult, ...]) -> tuple[Target, ...]:
    met: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for mention in page.inventory.of(Kind.LINK):
            address = wrappers.asked(mention.value) if mention.value else None
            if address:
                met[address].add(page.address)
    return tuple(Target(url=url, pages=len(found)) for url, found in sorted(met.items()))
