"""Nights in few words: what stands on which page, recorded as the pipeline does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.history.outcomes import Judged, outcome
from checker.model.mentions import Inventory
from checker.model.pages import Block, Page, Place
from checker.model.problems import Certainty, Problem, Severity, State, Unchecked
from checker.model.runs import PageResult
from checker.model.targets import Evidence, Judgement, Target, Verdict

if TYPE_CHECKING:
    from checker.history.memory import Memory
    from checker.history.recording import Recording
    from checker.model.nights import Comparison
    from checker.model.runs import Run

SITE = "example"
START = "https://www.example.gov.uk/"
A, B, C = (f"{START}{name}" for name in ("a", "b", "c"))
FIRST = date(2026, 3, 3)
RULES = ("link-gone", "phone-cannot-ring", "phone-placeholder")
PHONE = "phone-cannot-ring"


def problem(page: str, quote: str, rule: str = PHONE, message: str = "This number cannot ring.") -> Problem:
    return Problem(
        rule=rule,
        severity=Severity.WRONG,
        certainty=Certainty.SURE,
        page=page,
        place=Place(quote=quote, href=quote if rule.startswith("link-") else None, block=0),
        message=message,
        fix="Put it right.",
    )


def target(url: str, verdict: Verdict, day: date, **more: object) -> Target:
    asked = datetime.combine(day, time(3, 20), UTC)
    return Target(
        url=url,
        judgement=Judgement(verdict=verdict, why=f"It is {verdict}."),
        evidence=Evidence(asked=asked, status=200 if verdict is Verdict.FINE else 404),
        **more,  # type: ignore[arg-type]
    )


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a run meets."""

    pages: dict[str, list[Problem] | None] = field(default_factory=dict)
    """The problems of each page; None for one that could not be read."""
    statuses: dict[str, int] = field(default_factory=dict)
    targets: dict[str, Verdict] = field(default_factory=dict)
    rules: tuple[str, ...] = RULES
    left_out: tuple[str, ...] = ()
    complete: bool = True
    unread: tuple[str, ...] = ()
    leftovers: dict[str, tuple[Unchecked, ...]] = field(default_factory=dict)
    unjudged: tuple[str, ...] = ()


def run(memory: Memory, day: int, night: Night) -> Comparison:
    """Record a whole night; `day` counts from the first."""
    recording = begin(memory, day, night)
    record(recording, night)
    return finish(recording, night)


def begin(memory: Memory, day: int, night: Night) -> Recording:
    today = FIRST + timedelta(days=day)
    started = datetime.combine(today, time(3, 17), UTC)
    return memory.begin(
        SITE,
        run_id=f"{started:%Y%m%d-%H%M%S}",
        started=started,
        today=today,
        rules=night.rules,
        left_out=night.left_out,
        settings="same",
    )


def record(recording: Recording, night: Night) -> None:
    for url, problems in night.pages.items():
        read = outcome(
            result(url, night, read=problems is not None),
            reading=(reading(url) if problems is not None else None),
            reading_key="1",
            etag='"1"' if problems is not None else None,
            body_hash="hash" if problems is not None else None,
        )
        recording.record_pages([read])
    day = recording.tonight.today
    pasts = recording.pasts(night.targets)
    recording.record_targets(
        target(url, verdict, day, **({"past": pasts[url]} if url in pasts else {}))
        for url, verdict in night.targets.items()
    )
    for url, problems in night.pages.items():
        if problems is not None and url not in night.unjudged:
            judged = Judged(url=url, problems=tuple(problems), unchecked=night.leftovers.get(url, ()))
            recording.record_judged([judged])


def finish(recording: Recording, night: Night) -> Comparison:
    ended = recording.started + timedelta(minutes=40)
    recording.finish(ended, complete=night.complete, unread=night.unread)
    return recording.comparison()


def whole(memory: Memory, run_id: str | None = None) -> tuple[Run, Comparison]:
    """Rebuild a run, its pages and addresses in hand."""
    found, told = memory.run(SITE, run_id)
    return replace(found, pages=tuple(found.pages), targets=tuple(found.targets)), told


def result(url: str, night: Night, *, read: bool) -> PageResult:
    status = night.statuses.get(url, 200 if read else None)
    why = Unchecked(what=url, why="It did not answer.", stage="fetch", pages=(url,))
    return PageResult(
        target=url,
        url=url,
        title=f"Page {url[-1]}",
        owner="SEND team",
        found_by="listing",
        status=status,
        read=read,
        unchecked=() if read else (why,),
    )


def reading(url: str) -> tuple[Page, Inventory]:
    return Page(target=url, url=url, title="Advice", blocks=(Block(text="Ring us.", tag="p"),)), Inventory()


def states(told: Comparison) -> dict[str, str]:
    """Give the state of each problem by the words it quotes; the absent ones with why."""
    return {each.problem.place.quote: f"{each.standing.state}: {each.why}" for each in told.absent}


def state(told: Comparison, which: Problem) -> State:
    return told.standings[which.fingerprint].state
