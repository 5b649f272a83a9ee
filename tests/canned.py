"""One report with a little of everything, made up, for every format to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from checker import report
from checker.model.mentions import Contact, Inventory, Kind, Mention, Origin, Role, Stamp
from checker.model.pages import Place
from checker.model.problems import Certainty, Problem, Severity, Unchecked
from checker.model.reports import Extraction, Report
from checker.model.rules import RuleDoc
from checker.model.runs import PageResult, Run
from checker.model.sites import Accepted, Owner, Site

TODAY = date(2026, 3, 3)
HOMELESS = "https://www.example.gov.uk/housing/homelessness-advice"
ROUGH = "https://www.example.gov.uk/housing/rough-sleeping"
REDUCTION = "https://www.example.gov.uk/council-tax/reduction"
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\n::error::boo\n ##[error]boo"
    '\x1b[31mred\x1b]0;title\x07\u202egnp.exe\u2066 =HYPERLINK("http://x") @everyone {{7*7}} \ud800 \x00\x85 &amp; " \''
)
"""What no format may let through as more than words."""


def doc(name: str, title: str, severity: Severity = Severity.WRONG, *, offline: bool = True) -> RuleDoc:
    return RuleDoc(
        name=name,
        subject=name.partition("-")[0],
        title=title,
        why="People who rely on it will be let down.",
        fix="Put it right.",
        problem="Telephone: 020 7946 095",
        fine="Telephone: 020 7946 0958",
        authority="Ofcom, National Telephone Numbering Plan",
        severity=severity,
        certainty=Certainty.SURE,
        looks_at=Kind.PHONE,
        since="0.1",
        offline=offline,
    )


RULES = (
    doc("phone-cannot-ring", "This phone number has too many or too few digits."),
    doc("content-past-deadline", "This date has passed."),
    doc("page-not-reviewed", "This page has not been changed for long.", Severity.DOUBTFUL),
    doc("phone-spacing", "This phone number is split in the wrong place.", Severity.UNTIDY),
    doc("link-gone", "This page is gone.", offline=False),
)


def place(quote: str, *, before: str = "", after: str = "", heading: str | None = None, start: int = 0) -> Place:
    return Place(quote=quote, before=before, after=after, heading=heading, block=3, start=start, end=start + len(quote))


def problem(rule: str, page: str, where: Place, message: str, **more: object) -> Problem:
    severity = next(each.severity for each in RULES if each.name == rule)
    said = Problem(
        rule=rule,
        severity=severity,
        certainty=Certainty.SURE,
        page=page,
        place=where,
        message=message,
        fix="Check it with the service, then correct it.",
    )
    return replace(said, **more)  # type: ignore[arg-type]


NIGHT_SHELTER = place("020 7946 095", before="Night shelter: ", after=" before 8pm.", heading="Who can help", start=15)


def _homeless() -> PageResult:
    phone = Mention(
        kind=Kind.PHONE,
        raw="020 7946 0958",
        value="+442079460958",
        role=Role.VOICE,
        label="Advice line",
        place=place("020 7946 0958", before="Advice line: ", heading="Who can help"),
    )
    link = Mention(
        kind=Kind.LINK,
        raw="/housing/hostels#apply",
        value="https://www.example.gov.uk/housing/hostels#apply",
        role=Role.HYPERLINK,
        text="Apply for a hostel place",
        place=replace(place("Apply for a hostel place"), href="/housing/hostels#apply"),
    )
    age = Stamp(date="2023-10-12", kind=Role.MODIFIED, origin=Origin.STAMP, raw="12/10/2023")
    return PageResult(
        target=HOMELESS,
        url=HOMELESS,
        title="Homelessness advice",
        language="en-GB",
        inventory=Inventory(
            mentions=(phone, link),
            contacts=(Contact(name="Housing advice", phones=(phone,)),),
            stamps=(age,),
            updated=age,
        ),
        problems=(
            problem(
                "phone-cannot-ring",
                HOMELESS,
                NIGHT_SHELTER,
                "This phone number has 10 digits. London numbers have 11.",
                evidence=(("digits", "10"),),
            ),
            problem(
                "phone-spacing",
                HOMELESS,
                place("0207 946 0958", before="Or ring ", start=8),
                "The area code is 020, not 0207.",
                suggestion="020 7946 0958",
                times=2,
            ),
            problem(
                "page-not-reviewed",
                HOMELESS,
                place("Page last modified: 12/10/2023"),
                "This page was last changed on 12 October 2023, 2 years ago.",
            ),
        ),
    )


def _rough() -> PageResult:
    said = problem(
        "phone-cannot-ring", ROUGH, NIGHT_SHELTER, "This phone number has 10 digits. London numbers have 11."
    )
    return PageResult(target=ROUGH, url=ROUGH, title="Rough sleeping", problems=(said,))


def _reduction() -> PageResult:
    said = problem(
        "content-past-deadline",
        REDUCTION,
        place("apply by 31 March 2025", before="You have to ", after=".", heading="How to apply"),
        "This says “apply by 31 March 2025”, which was 337 days ago.",
    )
    return PageResult(target=REDUCTION, url=REDUCTION, title="Council tax reduction", problems=(said,))


SITE = Site(
    key="example-council",
    name="Example Council",
    start="https://www.example.gov.uk/",
    edit="https://cms.example.gov.uk/edit?path={path}",
    owners=(Owner(name="Housing", pattern="/housing/*"),),
    accepted=(
        Accepted(reason="Said by phone to be right", by="web team", until=date(2026, 9, 1), page=ROUGH),
        Accepted(reason="Long over", by="web team", until=date(2026, 1, 1), page=REDUCTION),
    ),
)


def run() -> Run:
    fine = PageResult(target="bins.html", title="Bins")
    why = "The file is empty."
    unread = PageResult(
        target="empty.html",
        read=False,
        unchecked=(Unchecked(what="empty.html", why=why, stage="read", pages=("empty.html",)),),
    )
    return Run(
        id="20260303-031700",
        started=datetime(2026, 3, 3, 3, 17, tzinfo=UTC),
        finished=datetime(2026, 3, 3, 3, 41, tzinfo=UTC),
        today=TODAY,
        complete=False,
        pages=(_homeless(), _rough(), _reduction(), fine, unread),
        rules=tuple(each.name for each in RULES if each.offline),
        left_out=("link-gone",),
    )


def canned() -> Report:
    """A site with owners, an accepted problem, and a page that could not be read."""
    return report.build(run(), rules=RULES, site=SITE)


def adhoc() -> Report:
    """The same pages without a site."""
    return report.build(run(), rules=RULES)


def nothing() -> Report:
    """One page, nothing wrong."""
    page = PageResult(target="bins.html", title="Bins")
    return report.build(replace(run(), complete=True, pages=(page,)), rules=RULES)


def extraction() -> Extraction:
    return Extraction(pages=run().pages)


def hostile() -> Report:
    """A page whose every word is an attack."""
    where = replace(place(HOSTILE, before=HOSTILE, after=HOSTILE, heading=HOSTILE), href="javascript:alert(3)")
    said = problem(
        "phone-cannot-ring",
        "javascript:alert(4)",
        where,
        f"This says {HOSTILE}.",
        fix=HOSTILE,
        suggestion=HOSTILE,
        evidence=((HOSTILE, HOSTILE),),
    )
    page = PageResult(
        target="javascript:alert(4)",
        url="javascript:alert(4)",
        title=HOSTILE,
        language='en" onload="alert(5)',
        owner=HOSTILE,
        problems=(said,),
        unchecked=(Unchecked(what=HOSTILE, why=HOSTILE, stage="check", pages=(HOSTILE,)),),
    )
    return report.build(replace(run(), pages=(page,)), rules=RULES)


def hostile_extraction() -> Extraction:
    phone = Mention(kind=Kind.PHONE, raw=HOSTILE, value=None, label=HOSTILE, place=place(HOSTILE, heading=HOSTILE))
    link = replace(phone, kind=Kind.LINK, text=HOSTILE, value=HOSTILE)
    page = PageResult(target=HOSTILE, title=HOSTILE, inventory=Inventory(mentions=(phone, link)))
    gap = Unchecked(what=HOSTILE, why=HOSTILE, stage="extract")
    return Extraction(pages=(page,), unchecked=(gap,))


def many(number: int) -> Report:
    """Hundreds of pages with ten problems each, every one different."""
    pages = []
    for page in range(number // 10):
        address = f"https://www.example.gov.uk/advice/{page}"
        problems = tuple(
            problem(
                "phone-cannot-ring",
                address,
                place(f"020 7946 {page:04}{each}", before="Ring the night shelter on ", after=" before 8pm tonight."),
                "This phone number has 10 digits. London numbers have 11.",
            )
            for each in range(10)
        )
        pages.append(PageResult(target=address, url=address, title=f"Advice page {page}", problems=problems))
    return report.build(replace(run(), pages=tuple(pages)), rules=RULES, site=SITE)
