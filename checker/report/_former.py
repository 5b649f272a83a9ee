"""What became of problems of the run before that this run did not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.entries import Former
from checker.model.problems import State

if TYPE_CHECKING:
    from checker.model.nights import Absent
    from checker.report._entries import Knowledge


class Gone(Struct, frozen=True, kw_only=True):
    """The two ends a problem may come to. Not seen is not fixed."""

    fixed: tuple[Former, ...] = ()
    not_seen: tuple[Former, ...] = ()


def former(known: Knowledge, taken: set[str], owner: str | None = None) -> Gone:
    """Sort what is absent, the worst first. `taken` are the anchors that are in use; `owner` is whose alone to tell."""
    all_of_it = known.comparison.absent if known.comparison else ()
    absent = (each for each in all_of_it if owner in {None, each.owner})
    told = sorted((_former(each, known, taken) for each in absent), key=_order)
    return Gone(
        fixed=tuple(each for each in told if each.absent.standing.state is State.FIXED),
        not_seen=tuple(each for each in told if each.absent.standing.state is State.NOT_SEEN),
    )


def _former(absent: Absent, known: Knowledge, taken: set[str]) -> Former:
    doc, identity = known.docs.get(absent.problem.rule), absent.problem.fingerprint
    return Former(
        absent=absent,
        title=doc.title.rstrip(".") if doc else absent.problem.rule,
        days=max(0, (known.run.today - absent.standing.first_seen).days),
        id=identity,
        anchor=identity if identity not in taken else f"{identity}-gone",
    )


def _order(each: Former) -> tuple[int, str, str]:
    return each.problem.severity.rank, each.problem.page, each.anchor
