"""Addresses that pages lead to: what earlier nights know, what may be used again, what this night found out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import select

from checker.history import codec, statements
from checker.history.database import BATCH, batches
from checker.history.schema import answers, done_targets, targets
from checker.history.spans import change, holding_still, put
from checker.history.statements import GOOD_NAMES
from checker.history.states import GOOD
from checker.model.targets import Past, Target, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from sqlalchemy import Connection, Executable, Row

    from checker.history.spans import Tonight

    AnyRow = Row[*tuple[Any, ...]]

_LEAST, _SPREAD = 0.75, 0.5
"""A remembered answer holds for 0.75 to 1.25 of the time, so that not all are asked again on the same night."""


def pasts(tonight: Tonight, urls: Iterable[str]) -> dict[str, Past]:
    """Give what earlier nights know of addresses. Those never met are left out."""
    rows = known(tonight.connection, urls, statements.before(), site=tonight.site, tonight=tonight.number)
    return {row.url: past_of(row, tonight.today) for row in rows}


def remembered(
    connection: Connection,
    urls: Iterable[str],
    *,
    site: int | None = None,
    now: datetime,
    seconds: float,
) -> dict[str, Target]:
    """Give the good answers that are young enough to be used again. What failed is always asked again.

    Args:
        connection: To the database.
        urls: Of which addresses.
        site: Whose runs they are of; None for any site's.
        now: The time in UTC.
        seconds: How long a good answer holds.
    """
    young: dict[str, Target] = {}
    good = statements.latest(ours=site is not None, good=True)
    for row in known(connection, urls, good, site=site):
        target = codec.target(row.body)
        if target.evidence is None or not _is_young(row.key, target.evidence.asked, now=now, seconds=seconds):
            continue
        other = young.get(row.url)
        if other is None or other.evidence is None or other.evidence.asked < target.evidence.asked:
            young[row.url] = replace(target, past=_counted_past(row, now.date()), from_memory=True)
    return young


def standing(tonight: Tonight) -> Iterator[str]:
    """Give the addresses that the site led to in the run before, a few at a time."""
    query = (
        select(targets.c.id, targets.c.url)
        .join(answers, answers.c.id == targets.c.answer_id)
        .where(targets.c.site_id == tonight.site, answers.c.until.is_(None), targets.c.first_run < tonight.number)
        .order_by(targets.c.id)
        .limit(BATCH)
    )
    last = 0
    while rows := tonight.connection.execute(query.where(targets.c.id > last)).all():
        last = rows[-1].id
        yield from (row.url for row in rows)


def done(tonight: Tonight, urls: Iterable[str]) -> dict[str, Target]:
    """Give the answers that this run already has."""
    return {url: codec.target(body) for url, (_, body) in written(tonight, urls).items()}


def written(tonight: Tonight, urls: Iterable[str]) -> dict[str, tuple[Verdict, bytes]]:
    """Give the answers that this run already has, as they are written down."""
    rows = known(tonight.connection, urls, statements.done(), site=tonight.site)
    return {row.url: (Verdict(row.verdict), row.body) for row in rows}


def known(connection: Connection, urls: Iterable[str], query: Executable, **given: int | None) -> Iterator[AnyRow]:
    """Look addresses up, many at a time: their rows, each with one of its answers."""
    for batch in batches(dict.fromkeys(urls)):
        yield from connection.execute(query, {**given, "keys": [codec.key(url) for url in batch]})


def past_of(row: AnyRow, today: date) -> Past:
    """Say what earlier nights know. A night counts once, however often it was run."""
    latest = codec.target(row.body).evidence if row.body else None
    good = codec.target(row.good).evidence if row.good else None
    verdict = Verdict(row.verdict) if row.verdict else None
    return replace(
        _counted_past(row, today), evidence=latest, good=latest if verdict in GOOD else good, verdict=verdict
    )


def _counted_past(row: AnyRow, today: date) -> Past:
    """Say what is written down of an answer's past beside it."""
    nights = max(0, row.nights - (row.last_bad == today))
    return Past(failing_since=row.failing_since, nights=nights, last_good=row.last_good)


def _is_young(key: bytes, asked: datetime, *, now: datetime, seconds: float) -> bool:
    """Tell whether an answer still holds. One from the future is not believed: a clock was wrong."""
    share = _LEAST + _SPREAD * int.from_bytes(key[:4], "big") / 0xFFFFFFFF
    return timedelta(0) <= now - asked < timedelta(seconds=seconds * share)


def record(tonight: Tonight, found: Iterable[Target]) -> None:
    """Record answers. What is recorded survives the end of this process, and is not asked again by this run."""
    for batch in batches(found):
        by_url = {each.url: each for each in batch}
        ids = _ids(tonight, by_url)
        kept = {ids[url]: _kept(each) for url, each in by_url.items()}
        digests = {id_: _digest(each) for id_, each in kept.items()}
        remembered = [ids[url] for url, each in by_url.items() if each.from_memory]
        # most answers that are given again hold as they are: they are not even encoded
        again = holding_still(tonight, answers, "target_id", {each: digests[each] for each in remembered})
        rows = {id_: _row(each, digests[id_]) for id_, each in kept.items() if id_ not in again}
        put(tonight, answers, "target_id", rows, refresh=rows.keys() - set(remembered))
        _mark(tonight, list(ids.values()))


def _ids(tonight: Tonight, urls: Iterable[str]) -> dict[str, int]:
    keys = {codec.key(url): url for url in urls}
    rows = [{"site_id": tonight.site, "key": key, "url": url, "first_run": tonight.number} for key, url in keys.items()]
    asked = {"site": tonight.site, "keys": list(keys)}
    have = {row.key: row.id for row in tonight.connection.execute(statements.ids(), asked)}
    if missing := [row for row in rows if row["key"] not in have]:
        tonight.connection.execute(statements.meet(tonight.dialect), missing)
        have = {row.key: row.id for row in tonight.connection.execute(statements.ids(), asked)}
    return {url: have[key] for key, url in keys.items()}


def _kept(target: Target) -> Target:
    """Leave out of an answer what it was before: the row before tells that."""
    return replace(target, past=replace(target.past, evidence=None, good=None, verdict=None), from_memory=False)


def _digest(kept: Target) -> bytes:
    """Stand for an answer, without what differs each time the same answer is given."""
    seen = kept.evidence
    shape = replace(kept, evidence=None, past=replace(kept.past, last_good=None, nights=0))
    said = (str(seen.status), seen.final_url, seen.failure, seen.wall, seen.chain) if seen else ()
    return codec.digest(codec.part(shape) + repr(said).encode("utf-8", "replace"))


def _row(kept: Target, digest: bytes) -> dict[str, object]:
    return {
        "verdict": kept.verdict.value,
        "asked": kept.evidence.asked.isoformat() if kept.evidence else None,
        "nights": kept.past.nights,
        "digest": digest,
        "body": codec.encode(kept, worth_packing=codec.OFTEN),
    }


def _mark(tonight: Tonight, ids: list[int]) -> None:
    """Note which addresses the run has an answer for, and which row holds it."""
    tonight.connection.execute(statements.point(), {"ids": ids})
    tonight.connection.execute(statements.first_answered(), {"ids": ids, "tonight": tonight.number})
    done_now = [{"target_id": each, "site_id": tonight.site} for each in ids]
    tonight.connection.execute(statements.finish(tonight.dialect), done_now)


def settle(tonight: Tonight) -> None:
    """Count the night: who failed once more, who is well again. A night nobody could check counts for nothing."""
    query = (
        select(targets, answers.c.verdict, answers.c.body)
        .join(done_targets, done_targets.c.target_id == targets.c.id)
        .join(answers, answers.c.id == targets.c.answer_id)
        .where(done_targets.c.site_id == tonight.site)
        .order_by(targets.c.id)
        .limit(BATCH)
    )
    last = 0
    while rows := tonight.connection.execute(query.where(targets.c.id > last)).all():
        last = rows[-1].id
        former = _good_before(tonight, [row.id for row in rows if _leaves_good(row)])
        changes = [counted for row in rows if (counted := _counted(tonight, row, former))]
        change(tonight, targets, changes)


def _leaves_good(row: AnyRow) -> bool:
    return row.good is None and row.verdict not in GOOD_NAMES


def _good_before(tonight: Tonight, ids: list[int]) -> dict[int, bytes]:
    """Give the last good answer of addresses that have just lost it."""
    query = select(answers.c.target_id, answers.c.body).where(
        answers.c.target_id.in_(ids), answers.c.until == tonight.number, answers.c.verdict.in_(GOOD_NAMES)
    )
    return {row.target_id: row.body for row in tonight.connection.execute(query)} if ids else {}


def _counted(tonight: Tonight, row: AnyRow, former: dict[int, bytes]) -> dict[str, object] | None:
    """Give what changes in what is known of an address, or None."""
    verdict = Verdict(row.verdict)
    now = {name: getattr(row, name) for name in ("failing_since", "nights", "last_bad", "last_good", "good")}
    then = dict(now)
    if verdict in GOOD:
        evidence = codec.target(row.body).evidence
        asked = evidence.asked.date() if evidence else tonight.today
        then |= {"failing_since": None, "nights": 0, "last_bad": None, "last_good": asked, "good": None}
    else:
        then["good"] = row.good or former.get(row.id)
        if verdict.is_answer and row.last_bad != tonight.today:
            since = row.failing_since or tonight.today
            then |= {"failing_since": since, "nights": row.nights + 1, "last_bad": tonight.today}
    return {"_id": row.id, **then} if then != now else None
