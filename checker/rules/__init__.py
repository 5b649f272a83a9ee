"""The rules: a folder per subject, a file per rule, a function per file. Each is pure: data in, faults out.

A rule's docstring is its documentation and its first test: a title, then the headings of `HEADINGS`.
"""

from __future__ import annotations

import inspect
import logging
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from checker import family
from checker.model.mentions import Contact, Kind, Mention
from checker.model.pages import Block, Page
from checker.model.problems import Certainty, Problem, Severity, Unchecked, in_order
from checker.model.rules import RuleDoc, Settings, View
from checker.model.summaries import SiteView
from checker.rules._choosing import names, subjects
from checker.rules._showing import Showing
from checker.rules._site import placed, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.model.problems import Fault
    from checker.model.targets import Verdict

__all__ = ["AnyRule", "Rule", "catalogue", "chosen", "judge", "judge_site", "names", "placed", "rule", "summary"]

HEADINGS = ("Why it matters", "How to fix it", "Problem", "Fine", "Authority")

_LOG = logging.getLogger(__name__)
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):[ \t]*$", re.MULTILINE)

Subject = TypeVar("Subject", Mention, Contact, Block, Page, SiteView)
Around = TypeVar("Around", View, Settings)


class Rule(Struct, Generic[Subject, Around], frozen=True, kw_only=True):
    """A rule: what it looks at, how bad its faults usually are, and the function that finds them."""

    name: str
    looks_at: Kind
    severity: Severity
    certainty: Certainty
    since: str
    offline: bool
    judge: Callable[[Subject, Around], Iterator[Fault]]
    remembers: bool = False
    """True if it needs what earlier nights saw, so that only a nightly run can apply it."""
    hints: tuple[str, ...] = ()
    """Letters without any of which there is nothing for it to find; as in `rule`."""
    flawed: bool = False
    """True if it looks for slips in how addresses are written; as in `rule`."""
    verdict: Verdict | None = None
    """What it tells of addresses; as in `rule`."""

    @property
    def subject(self) -> str:
        """The folder it stands in: phone, email, link, date, content, contact or page."""
        return self.judge.__module__.split(".")[-2]

    @property
    def doc(self) -> RuleDoc:
        """Read the documentation out of the docstring."""
        title, *parts = _HEADING.split(inspect.getdoc(self.judge) or "")
        said = dict(zip(parts[::2], (inspect.cleandoc(part) for part in parts[1::2]), strict=True))
        return RuleDoc(
            name=self.name,
            subject=self.subject,
            title=title.strip(),
            why=_flowing(said["Why it matters"]),
            fix=_flowing(said["How to fix it"]),
            problem=said["Problem"],
            fine=said["Fine"],
            authority=_flowing(said["Authority"]),
            severity=self.severity,
            certainty=self.certainty,
            looks_at=self.looks_at,
            since=self.since,
            offline=self.offline,
        )


def _flowing(words: str) -> str:
    return " ".join(words.split())


def rule(  # noqa: PLR0913 - each says one thing about the rule
    name: str,
    *,
    looks_at: Kind,
    severity: Severity,
    since: str,
    certainty: Certainty = Certainty.SURE,
    offline: bool = True,
    remembers: bool = False,
    hints: tuple[str, ...] = (),
    flawed: bool = False,
    verdict: Verdict | None = None,
) -> Callable[[Callable[[Subject, Around], Iterator[Fault]]], Rule[Subject, Around]]:
    """Make a function a rule.

    Args:
        name: Kebab-case, subject first; it must make sense after "accept".
        looks_at: The function is called once for each of these on a page, or once for the site.
        severity: How bad its faults are, unless a fault says otherwise.
        since: The version that brought it.
        certainty: How sure it is, unless a fault says otherwise.
        offline: False if it needs facts that only the network gives.
        remembers: True if it needs what only the nightly run of a site sees, or what earlier ones saw.
        hints: Letters, in small letters. A block or link that holds none of them is not shown to the rule, as there is
            nothing for it to find: most rules find nothing on most pages, and should cost nothing there.
        flawed: True if it looks for slips in how addresses are written: it is shown only links that have one.
        verdict: It tells of addresses with this verdict: it is shown links only where the page leads to one, then all.
    """

    def make(judge: Callable[[Subject, Around], Iterator[Fault]]) -> Rule[Subject, Around]:
        return Rule(
            name=name,
            looks_at=looks_at,
            severity=severity,
            certainty=certainty,
            since=since,
            offline=offline,
            judge=judge,
            remembers=remembers,
            hints=hints,
            flawed=flawed,
            verdict=verdict,
        )

    return make


PageRule = Rule[Mention, View] | Rule[Contact, View] | Rule[Block, View] | Rule[Page, View]
SiteRule = Rule[SiteView, Settings]
AnyRule = PageRule | SiteRule


@lru_cache(maxsize=1)
def catalogue() -> tuple[AnyRule, ...]:
    """Load every rule there is, sorted by name."""
    modules = (module for folder in subjects().values() for module in family.members(folder))
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda each: each.name))


def chosen(only: Iterable[str] = (), skip: Iterable[str] = ()) -> tuple[AnyRule, ...]:
    """Load the rules that `--only` and `--skip` leave.

    Raises:
        UsageFault: As `names` does.
    """
    return _chosen(tuple(only), tuple(skip))


@lru_cache(maxsize=8)
def _chosen(only: tuple[str, ...], skip: tuple[str, ...]) -> tuple[AnyRule, ...]:
    # the same for every page of a site
    wanted = names(only, skip)
    return tuple(each for each in catalogue() if each.name in wanted)


def judge(view: View, rules: Iterable[AnyRule]) -> tuple[tuple[Problem, ...], tuple[Unchecked, ...]]:
    """Apply rules to one page. A rule that raises is set aside, named, and the others go on."""
    problems: list[Problem] = []
    failed: list[Unchecked] = []
    wanted, page = tuple(rules), view.page.url or view.page.target
    showing = Showing(view, wanted)
    for each in wanted:
        try:
            judging = each.judge
            for subject in showing.to(each):
                # thousands of times a page, and nearly always without a fault: nothing is built beside the generator
                for fault in judging(subject, view):  # type: ignore[arg-type]  # looks_at names the subject's type
                    problems.append(_problem(each, fault, page))  # noqa: PERF401 - see above
        except Exception:  # noqa: BLE001 - one bad rule must not cost the others' results
            _LOG.exception("The rule %s failed on %s", each.name, view.page.target)
            failed.append(_failure(each.name, view.page))
    return _merged(problems), tuple(failed)


def judge_site(
    site: SiteView, settings: Settings, rules: Iterable[AnyRule]
) -> tuple[tuple[Problem, ...], tuple[Unchecked, ...]]:
    """Apply the rules about a whole site, once all its pages are read and summed up (`summary`)."""
    problems: list[Problem] = []
    failed: list[Unchecked] = []
    for each in rules:
        if each.looks_at is not Kind.SITE:
            continue
        try:
            faults = each.judge(site, settings)  # type: ignore[arg-type]  # looks_at names the type of the subject
            problems.extend(_problem(each, fault, fault.page or "") for fault in faults)
        except Exception:  # noqa: BLE001 - one bad rule must not cost the others' results
            _LOG.exception("The rule %s failed", each.name)
            why = f'The rule "{each.name}" failed on this site. This is a fault in the checker, not in your pages.'
            failed.append(Unchecked(what=each.name, why=why, stage="check", fault=True))
    ordered = sorted(problems, key=lambda each: (each.page, *each.position))
    return tuple({each.fingerprint: each for each in reversed(ordered)}.values())[::-1], tuple(failed)


def _problem(each: AnyRule, fault: Fault, page: str) -> Problem:
    return Problem(
        rule=each.name,
        severity=fault.severity or each.severity,
        certainty=fault.certainty or each.certainty,
        page=page,
        place=fault.place,
        message=fault.message,
        fix=fault.fix or each.doc.fix,
        suggestion=fault.suggestion,
        evidence=fault.evidence,
        also_on=fault.also_on,
    )


def _merged(problems: list[Problem]) -> tuple[Problem, ...]:
    """Make the same fault in the same words one problem that says how often; order by place, then severity."""
    times = Counter(each.fingerprint for each in problems)
    first = {each.fingerprint: each for each in reversed(problems)}
    return tuple(replace(each, times=times[each.fingerprint]) for each in in_order(first.values()))


def _failure(name: str, page: Page) -> Unchecked:
    return Unchecked(
        what=name,
        why=f'The rule "{name}" failed on this page. This is a fault in the checker, not in your page.',
        stage="check",
        pages=(page.url or page.target,),
        fault=True,
    )
