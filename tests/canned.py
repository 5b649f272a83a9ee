"""One report with a little of everything, made up, for every format to write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from checker import report
from checker.model.fetching import Hop
from checker.model.mentions import Contact, Inventory, Kind, Mention, Origin, Role, Stamp
from checker.model.nights import Absent, Comparison, Mark, Night, Standing
from checker.model.pages import Place
from checker.model.problems import Certainty, Problem, Severity, State, Unchecked
from checker.model.reports import Extraction, Report
from checker.model.rules import RuleDoc
from checker.model.runs import PageResult, Run
from checker.model.sites import Accepted, Owner, Site
from checker.model.targets import Evidence, Judgement, Past, Target, Verdict

TODAY = date(2026, 3, 3)
BEGUN = datetime(2026, 3, 3, 3, 17, tzinfo=UTC)
HOME = "https://www.example.gov.uk/"
HOMELESS = "https://www.example.gov.uk/housing/homelessness-advice"
ROUGH = "https://www.example.gov.uk/housing/rough-sleeping"
REDUCTION = "https://www.example.gov.uk/council-tax/reduction"
HOSTELS = "https://www.example.gov.uk/housing/hostels"
GRANTS = tuple(f"https://www.example.gov.uk/money/grant-{number}" for number in (1, 2, 3, 4))
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
    doc("link-gone", "This link goes to a page that no longer exists.", offline=False),
    doc("link-hijacked", "This link goes to a site that was taken over.", Severity.DANGER, offline=False),
    doc("link-failing", "This link does not answer.", Severity.DOUBTFUL, offline=False),
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


BLOCKED = "https://blocked.example.org/help"


def links(*addresses: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            kind=Kind.LINK,
            raw=each,
            value=each,
            role=Role.HYPERLINK,
            text="More help",
            place=replace(place("More help", start=900), href=each),
        )
        for each in addresses
    )


def _homeless() -> PageResult:
    phone = Mention(
        kind=Kind.PHONE,
        raw="020 7946 0958",
        value="+442079460958",
        role=Role.VOICE,
        label="Advice line",
        place=place("020 7946 0958", before="Advice line: ", heading="Who can help"),
    )
    shelter = replace(phone, raw="020 7946 095", value=None, label="Night shelter", place=NIGHT_SHELTER)
    email = Mention(
        kind=Kind.EMAIL,
        raw="shelter@example.org",
        value="shelter@example.org",
        label="Night shelter",
        place=place("shelter@example.org", before="Email ", heading="Who can help", start=60),
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
            mentions=(phone, shelter, email, link, *links(HOSTELS, BLOCKED, "http://gone.example.org/")),
            contacts=(
                Contact(name="Housing advice", phones=(phone,)),
                Contact(name="Night shelter", phones=(shelter,), emails=(email,)),
            ),
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


def _home() -> PageResult:
    """A page whose template holds a link to a page that is gone."""
    said = replace(
        problem(
            "link-gone",
            HOME,
            replace(
                place("Accessibility statement", before="Contact us ", after=" Cookies"),
                href="/accessibility-old",
                template=True,
            ),
            "This link goes to a page that no longer exists (404).",
            fix="Find where the content is now and link to that instead.",
        ),
        also_on=(HOMELESS, ROUGH, REDUCTION),
    )
    return PageResult(target=HOME, url=HOME, title="Example Council", language="en-GB", problems=(said,))


def _grants() -> tuple[PageResult, ...]:
    """Four pages with the same wrong link, and one of them with a link that was taken over."""
    fund = replace(place("Apply to the fund", before="You can ", after=" online."), href="http://gone.example.org/")
    lost = replace(
        place("the hardship charity", before="Or ask ", after=" for help.", heading="Other help", start=70),
        href="http://taken.example.org/",
    )
    fix = "Find where the content is now and link to that instead."
    same = [
        problem("link-gone", page, fund, "This link goes to a page that no longer exists (404).", fix=fix)
        for page in GRANTS
    ]
    taken = problem(
        "link-hijacked",
        GRANTS[0],
        lost,
        "This link goes to a site that now shows gambling.",
        fix="Take the link out today.",
        certainty=Certainty.LIKELY,
        evidence=(("now shows", "Casino bonus"), ("before", "Hardship charity")),
    )
    pages = [
        PageResult(target=page, url=page, title=f"Grant {number}", problems=(said,), inventory=Inventory())
        for number, (page, said) in enumerate(zip(GRANTS, same, strict=True), 1)
    ]
    due = Inventory(mentions=links("http://gone.example.org/", "http://taken.example.org/"), review_due="2026-04-01")
    pages[0] = replace(pages[0], problems=(*pages[0].problems, taken), inventory=due)
    return tuple(pages)


SITE = Site(
    key="example-council",
    name="Example Council",
    start=HOME,
    edit="https://cms.example.gov.uk/edit?path={path}",
    owners=(Owner(name="Housing", pattern="/housing/*"), Owner(name="Web team", pattern="/")),
    accepted=(
        Accepted(reason="Said by phone to be right", by="web team", until=date(2026, 9, 1), page=ROUGH),
        Accepted(reason="Long over", by="web team", until=date(2026, 1, 1), page=REDUCTION),
        Accepted(reason="Opened by hand, it works", by="web team", until=date(2026, 3, 20), link="https://walled.*"),
    ),
    views={HOMELESS: 1200, REDUCTION: 4000},
)


def _left(what: str, why: str, verdict: Verdict, *pages: str) -> Unchecked:
    return Unchecked(what=what, why=why, stage="look up", verdict=verdict.value, pages=pages)


WALL = "This website does not answer automatic checks. It may be working."
LEFT = (
    _left(BLOCKED, WALL, Verdict.BLOCKED_US, HOMELESS),
    _left("https://blocked.example.org/other", WALL, Verdict.BLOCKED_US, HOMELESS, REDUCTION),
    _left("https://walled.example.org/", WALL, Verdict.BLOCKED_US, REDUCTION),
    _left("https://shy.example.org/", "Its robots.txt asks us to stay away.", Verdict.ROBOTS, REDUCTION),
    _left("https://odd.example.org/", "The name server did not answer.", Verdict.UNKNOWN, REDUCTION),
)


def target(url: str, verdict: Verdict, why: str, status: int | None = None, **more: object) -> Target:
    severity = {Verdict.GONE: Severity.WRONG, Verdict.HIJACKED: Severity.DANGER, Verdict.FAILING: Severity.DOUBTFUL}
    evidence = Evidence(asked=BEGUN, status=status, final_url=url, chain=more.pop("chain", ()))  # type: ignore[arg-type]
    judged = Judgement(verdict=verdict, why=why, severity=severity.get(verdict), certainty=Certainty.SURE)
    return replace(Target(url=url, judgement=judged, evidence=evidence), **more)  # type: ignore[arg-type]


TARGETS = (
    target(BLOCKED, Verdict.BLOCKED_US, WALL, 403),
    target("http://gone.example.org/", Verdict.GONE, "This page is gone (404).", 404, past=Past(failing_since=TODAY)),
    target("http://taken.example.org/", Verdict.HIJACKED, "It now shows gambling.", 200),
    target(HOSTELS, Verdict.FINE, "It answers.", 200, chain=(Hop(url=HOSTELS + "/", status=301),)),
    target("https://slow.example.org/", Verdict.FAILING, "It did not answer in 30 seconds."),
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
        started=BEGUN,
        finished=datetime(2026, 3, 3, 3, 41, tzinfo=UTC),
        today=TODAY,
        complete=False,
        pages=(_home(), _homeless(), _rough(), _reduction(), *_grants(), fine, unread),
        rules=tuple(each.name for each in RULES),
        unchecked=LEFT,
        targets=TARGETS,
    )


def standing(days: int, state: State = State.STILL_OPEN, **more: object) -> Standing:
    seen = TODAY - timedelta(days=days)
    return replace(Standing(state=state, first_seen=seen, last_seen=TODAY, runs=days + 1), **more)  # type: ignore[arg-type]


def comparison() -> Comparison:
    """A run after others: two problems are new, some old, one fixed, one not seen."""
    known = {each.fingerprint: standing(12) for page in run().pages for each in page.problems}
    new = {_reduction().problems[0].fingerprint, _homeless().problems[0].fingerprint, _rough().problems[0].fingerprint}
    spacing = _homeless().problems[1].fingerprint
    known |= {each: standing(0, State.NEW, runs=1) for each in new}
    known[spacing] = standing(0, new_rule=True, runs=1)
    fixed = problem("phone-cannot-ring", HOSTELS, place("020 7946 01"), "This phone number has 9 digits.")
    unseen = problem("phone-cannot-ring", "empty.html", place("020 7946 02"), "This phone number has 9 digits.")
    gone = replace(standing(40, State.FIXED), last_seen=TODAY - timedelta(days=1))
    return Comparison(
        first=False,
        previous=Mark(id="20260302-031700", finished=datetime(2026, 3, 2, 3, 40, tzinfo=UTC)),
        standings=known,
        absent=(
            Absent(problem=fixed, page_name="Hostels", owner="Housing", standing=gone, why="put right"),
            Absent(
                problem=unseen,
                page_name="empty.html",
                owner=None,
                standing=replace(gone, state=State.NOT_SEEN),
                why="its page could not be read",
            ),
        ),
        since={each.fingerprint: date(2026, 2, 20) for each in LEFT[:2]},
        trend=tuple(
            Night(
                run=f"202602{number:02}-031700",
                today=date(2026, 2, number),
                complete=number != 5,
                pages=8,
                danger=number > 15,
                wrong=9 - number // 4,
                doubtful=3,
                untidy=number % 3,
            )
            for number in range(1, 29)
        ),
    )


def canned() -> Report:
    """A site after many nights: owners, accepted problems, a template's problem, and all that cannot be checked."""
    return report.build(run(), rules=RULES, site=SITE, comparison=comparison())


def offline() -> Report:
    """The same site, of which no earlier run is known and no address was asked."""
    alone = replace(run(), targets=(), unchecked=(), left_out=("link-gone",))
    return report.build(alone, rules=RULES, site=SITE)


def first() -> Report:
    """The same site on its first night."""
    return report.build(run(), rules=RULES, site=SITE, comparison=Comparison(first=True))


def adhoc() -> Report:
    """The same pages without a site."""
    return report.build(run(), rules=RULES)


def nothing() -> Report:
    """One page, nothing wrong."""
    page = PageResult(target="bins.html", title="Bins")
    return report.build(replace(run(), complete=True, pages=(page,), unchecked=(), targets=()), rules=RULES)


def extraction() -> Extraction:
    return Extraction(pages=run().pages)


def hostile() -> Report:
    """A page whose every word is an attack, in a site whose every word is one too."""
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
    other = replace(said, rule="page-not-reviewed", place=replace(where, quote=f"{HOSTILE} again"))
    phone = Mention(kind=Kind.PHONE, raw=HOSTILE, value=None, label=HOSTILE, place=where)
    email = Mention(kind=Kind.EMAIL, raw=HOSTILE, value=HOSTILE, place=place("elsewhere", start=9_000))
    page = PageResult(
        target="javascript:alert(4)",
        url="javascript:alert(4)",
        title=HOSTILE,
        language='en" onload="alert(5)',
        owner=HOSTILE,
        inventory=Inventory(
            mentions=(phone, email), contacts=(Contact(name=HOSTILE, phones=(phone,), emails=(email,)),)
        ),
        problems=(said, other),
        unchecked=(Unchecked(what=HOSTILE, why=HOSTILE, stage="check", pages=(HOSTILE,)),),
    )
    gone = Absent(
        problem=replace(said, page=f"{HOSTILE} gone"),
        page_name=HOSTILE,
        owner=HOSTILE,
        standing=standing(3, State.FIXED),
        why=HOSTILE,
    )
    accepted = Accepted(reason=HOSTILE, by=HOSTILE, until=date(2026, 9, 1), rule="page-not-reviewed")
    site = Site(key="hostile", name=HOSTILE, start="javascript:alert(6)", edit="javascript:alert({path})")
    asked = replace(run(), pages=(page,), targets=(target(HOSTILE, Verdict.GONE, HOSTILE, 404),), unchecked=())
    known = Comparison(first=False, absent=(gone,), previous=Mark(id="1", finished=BEGUN))
    return report.build(asked, rules=RULES, site=site, comparison=known, accepted=(accepted,))


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
    alone = replace(run(), pages=tuple(pages), unchecked=(), targets=())
    return report.build(alone, rules=RULES, site=SITE, comparison=Comparison(first=True))


def titled(title: str) -> Report:
    """One page with a title and a quotation of any length."""
    said = problem("phone-cannot-ring", HOMELESS, place(title, heading=title), "This phone number has 10 digits.")
    page = PageResult(target=HOMELESS, url=HOMELESS, title=title, problems=(said,))
    return report.build(replace(run(), pages=(page,), unchecked=(), targets=()), rules=RULES, site=SITE)
