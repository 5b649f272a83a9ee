"""Builds JUnit XML: a suite a page, a case a problem. The de facto form: testmoapp/junitxml."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.formats._excerpt import above, quoted
from checker.formats._log import harmless
from checker.model.entries import GapKind
from checker.model.problems import Severity
from checker.text import day, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.entries import Entry, Gap, ReportedPage
    from checker.model.reports import Report, Style


def written(reports: tuple[Report, ...], style: Style) -> str:
    """Write the pages of several sites into one document."""
    top = Element("testsuites", name="content-checker")
    for each in reports:
        unread = {gap.what: gap for gap in each.left if gap.kind is GapKind.PAGE}
        for page in each.pages:
            top.append(_suite(page, unread.get(page.address), each, style))
        others = [gap for gap in each.left if gap.kind is not GapKind.PAGE]
        if others:
            top.append(_unchecked(others, each))
    _count(top, top.iter("testcase"))
    indent(top)
    return harmless(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(top, encoding="unicode")}\n', style)


def _suite(page: ReportedPage, unread: Gap | None, report: Report, style: Style) -> Element:
    suite = Element("testsuite", name=_fit(page.name), file=_fit(page.address), timestamp=_when(report))
    owner = _fit(page.owner or page.address)
    failing = [each for each in page.open if _fails(each, style)]
    for entry in (*failing, *(each for each in page.entries if each.accepted)):
        _case(suite, entry, owner)
    if unread:
        case = SubElement(suite, "testcase", name="could be read", classname=owner)
        SubElement(case, "error", message=_fit(unread.why), type="unchecked")
    elif not failing:
        SubElement(suite, "testcase", name="no problems", classname=owner)
    _count(suite, suite.iter("testcase"))
    mild = [each for each in page.open if not _fails(each, style)]
    if mild:
        SubElement(suite, "system-out").text = "\n".join(
            f"{_name(each)}: {_fit(each.problem.message)}" for each in mild
        )
    return suite


def _case(suite: Element, entry: Entry, owner: str) -> None:
    case = SubElement(suite, "testcase", name=_name(entry), classname=owner, file=_fit(entry.problem.page))
    if entry.page_url is None and entry.problem.place.line:
        case.set("line", str(entry.problem.place.line))
    if entry.accepted:
        reason = f"accepted until {day(entry.accepted.until)}: {entry.accepted.reason}"
        SubElement(case, "skipped", message=_fit(reason))
        return
    problem = entry.problem
    failure = SubElement(case, "failure", message=_fit(problem.message), type=problem.severity.value)
    where = above(problem.place)
    lines = (
        f"“{quoted(problem.place.quote)}”",
        where,
        problem.fix,
        problem.suggestion and f"Should be: {problem.suggestion}",
    )
    failure.text = "\n".join(_fit(line) for line in lines if line)


def _unchecked(gaps: list[Gap], report: Report) -> Element:
    suite = Element("testsuite", name="Could not be checked", timestamp=_when(report))
    for gap in gaps:
        case = SubElement(suite, "testcase", name=_fit(gap.what), classname="unchecked")
        SubElement(case, "skipped", message=_fit(gap.why))
    _count(suite, suite.iter("testcase"))
    return suite


def _count(element: Element, cases: Iterable[Element]) -> None:
    found = list(cases)
    element.set("tests", str(len(found)))
    for name, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(child) is not None for case in found)))
    element.set("time", "0")


def _fails(entry: Entry, style: Style) -> bool:
    if style.fail_on == "never":
        return False
    return entry.problem.severity.at_least(Severity(style.fail_on))


def _name(entry: Entry) -> str:
    quote = shorten(quoted(entry.problem.place.quote), 80)
    return f"{entry.problem.rule}: {_fit(quote)}" if quote else entry.problem.rule


def _when(report: Report) -> str:
    return report.run.started.isoformat()


def _fit(words: str) -> str:
    """Strip what XML 1.0 has no place for, even escaped; the parser of a CI system would refuse the whole file."""
    return squash(printable(words)).replace("\ufffe", "").replace("\uffff", "")
