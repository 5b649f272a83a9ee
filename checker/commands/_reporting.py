"""Makes the report of a run that the history holds, whole or in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import family, report
from checker.errors import UsageFault
from checker.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.history.memory import Memory
    from checker.model.reports import Report
    from checker.model.sites import Site
    from checker.rules import AnyRule


def of(
    memory: Memory,
    site: Site,
    *,
    rules: Iterable[AnyRule],
    owner: str | None = None,
    new_only: bool = False,
    run_id: str | None = None,
    today: date | None = None,
) -> Report:
    """Make the report of a site's last run, or of another.

    Args:
        memory: The history.
        site: Which.
        rules: Those whose documentation the report is to hold.
        owner: Tell only what this owner has to do.
        new_only: Tell new problems only.
        run_id: Another run than the last.
        today: The day by which accepted entries end; that of the run unless another is named.

    Raises:
        Incomplete: No run of the site has ended.
        UsageFault: There is no such run, or nobody of that name owns a page.
    """
    run, comparison = memory.run(site.key, run_id)
    run = replace(run, today=today or run.today)
    known = {each.owner or site.owner_of(each.address) for each in run.pages} if owner is not None else set()
    if owner is not None and owner not in known:
        names = [each for each in known if each]
        hint = family.suggest(owner, names) if names else "No page of it has an owner: say who in its site file."
        raise UsageFault(f'Nobody called "{owner}" owns a page of {site.name}.', hint)
    docs = [each.doc for each in rules]
    return report.build(run, rules=docs, site=site, comparison=comparison, owner=owner, new_only=new_only)


def as_bad(made: Report, level: str) -> bool:
    """Tell whether a problem nobody accepted is at least as bad as the level."""
    if level == "never":
        return False
    unaccepted = (each.problem for each in made.entries if each.accepted is None)
    return any(each.severity.at_least(Severity(level)) for each in unaccepted)
