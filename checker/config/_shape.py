"""What a site file may say: one Struct a table. The schema, and every complaint, is made from these.

Unknown keys are refused. What the types here cannot say is asked in `_sense`.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the types when the module is loaded
from typing import Annotated

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(min_length=1)]
Address = Annotated[str, Meta(pattern="^https?://", description="A web address that begins with https:// or http://.")]
# never the address itself: it holds a password, and site files are read by many
Variable = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z_][A-Za-z0-9_]*$",
        description="Name of the environment variable that says where to tell them, like SEND_TEAM_MAIL.",
    ),
]
Secret = Annotated[
    str,
    Meta(
        pattern="^[A-Za-z_][A-Za-z0-9_]*$",
        description="Name of the environment variable that holds it, like PREVIEW_PASSWORD. Never the secret itself.",
    ),
]
Pattern = Annotated[str, Meta(min_length=1, description="An address in which * stands for anything.")]
Duration = Annotated[
    str, Meta(pattern=r"^[0-9]+(ms|s|m|h|d)$", description="A length of time: 500ms, 30s, 5m, 2h or 7d.")
]
Size = Annotated[str, Meta(pattern=r"^[0-9]+(B|kB|MB|GB)$", description="An amount of data: 512kB, 2MB or 1GB.")]
Number = Annotated[int, Meta(ge=1, description="A whole number, 1 or more.")]
PhoneStyle = Annotated[
    str,
    Meta(
        pattern=r"^(any|\(?01632\)?[ -]?960 ?[0-9]{3}|\+44 (\(0\))?1632 960 ?[0-9]{3})$",
        description="The number 01632 960123 as your site writes it, like 01632 960 123 or (01632) 960123; or any.",
    ),
]
Option = Annotated[object, Meta(extra_json_schema={"description": "An option of this kind of finder."})]
Months = Annotated[int, Meta(ge=1, description="A number of months, 1 or more.")]


class _Table(Struct, kw_only=True, forbid_unknown_fields=True):
    """A table of a site file."""


class OwnerTable(_Table):
    """Who looks after some pages. The first that fits wins."""

    owner: Annotated[str, Meta(min_length=1, description="Who it is, as it is to be printed.")]
    pattern: Pattern | None = None
    file: Annotated[str | None, Meta(description="A CSV file of address,owner rows, beside the site file.")] = None
    heading: Annotated[str | None, Meta(description="A heading or breadcrumb of the pages.")] = None
    notify: Variable | None = None


class PaceTable(_Table):
    """How fast the site's own hosts are asked."""

    per_second: Number = 5
    at_once: Number = 4


class TimeoutTable(_Table):
    """How long to wait for each part of an answer."""

    name: Duration = "5s"
    connect: Duration = "10s"
    first_byte: Duration = "15s"
    all: Duration = "30s"


class LinksTable(_Table):
    """How links are asked where they lead."""

    timeout: TimeoutTable = field(default_factory=TimeoutTable)
    body: Size = "512kB"
    redirects: Number = 10
    confirm: Annotated[list[Duration], Meta(description="When a link that failed is asked again.")] = field(
        default_factory=lambda: ["5s", "30s"]
    )
    remember: Duration = "7d"
    originals: Annotated[
        bool,
        Meta(description="false not to look weekly whether organisations' own websites still give what your pages do."),
    ] = True
    robots: Annotated[str, Meta(pattern="^(always|many|never)$", description="always, many or never.")] = "many"
    per_second: Number = 10
    at_once: Number = 4
    in_flight: Number = 128


class NightTable(_Table):
    """How much one night does, where it is not to be everything. The next night begins with what is left."""

    pages: Number | None = None
    links: Number | None = None
    """Besides what may be pages of the site."""
    bytes: Size | None = None


class AgesTable(_Table):
    """After how many months without a change or review a page is of concern."""

    untidy: Months = 12
    doubtful: Months = 24
    wrong: Months = 36


class ContactTable(_Table):
    """The true details of one of the organisation's own services."""

    name: Text
    phone: str | None = None
    email: str | None = None
    retired: Annotated[list[str], Meta(description="Numbers and emails no longer in use.")] = field(
        default_factory=list
    )


class ReviewedTable(_Table):
    """Somebody read a page through and found it right."""

    page: Text
    on: date
    by: Text


class RetiredTable(_Table):
    """A name or term that is out of date here. The checker knows many; these are added."""

    words: Annotated[
        list[Text],
        Meta(min_length=1, description="As they stand on pages; in small letters they are found any way."),
    ]
    source: Annotated[str, Meta(min_length=1, description="Where it says so: a page, a letter, a meeting.")]
    now: Annotated[str | None, Meta(description="What has taken their place.")] = None
    since: Annotated[str | None, Meta(description="Since when, in words: 1 July 2022.")] = None
    hosts: Annotated[list[str], Meta(description="Web sites of theirs that have closed, like old.example.org.")] = (
        field(default_factory=list)
    )
    not_if: Annotated[
        list[str], Meta(description="Words, in small letters, of a sentence in which they are right after all.")
    ] = field(default_factory=list)


class DoorTable(_Table):
    """How to get in where only some are let in: a preview, a staging server, an intranet.

    Each value is the name of an environment variable that holds it. It is shown where `start` and `include` stand, over
    https unless these say http, and to nobody else: not to other hosts, and not after a redirect to one.
    """

    headers: Annotated[dict[str, str], Meta(description='Headers to send: { "X-Preview" = "PREVIEW_KEY" }.')] = field(
        default_factory=dict
    )
    cookies: Annotated[dict[str, str], Meta(description='Cookies: { "session" = "PREVIEW_COOKIE" }.')] = field(
        default_factory=dict
    )
    user: Secret | None = None
    password: Secret | None = None
    certificate: Annotated[
        Secret | None,
        Meta(description="The variable names a PEM file: our certificate, and its key unless `key` is given."),
    ] = None
    key: Annotated[Secret | None, Meta(description="The variable names a PEM file with its key.")] = None
    key_password: Annotated[Secret | None, Meta(description="The variable holds the password of the key.")] = None


class AcceptTable(_Table):
    """A problem to leave. All of link, rule, page and quote that are given must match."""

    reason: Text
    by: Text
    until: Annotated[date, Meta(description="The last day it is left.")]
    link: Pattern | None = None
    rule: Annotated[str | None, Meta(description='The name of a rule, as "checker rules" lists them.')] = None
    page: Pattern | None = None
    quote: Annotated[str | None, Meta(description="The words that stand on the page.")] = None


class ViewsTable(_Table):
    """How often pages are visited: what is seen most comes first."""

    file: Annotated[str, Meta(min_length=1, description="A CSV file of address,visits rows, beside the site file.")]


class SiteTable(_Table):
    """A site to check."""

    name: Annotated[str, Meta(min_length=1, description="What the site is called in reports.")]
    start: Address
    region: Annotated[str, Meta(pattern="^[A-Z]{2}$", description="Two capital letters of a country, like GB.")] = "GB"
    edit: Annotated[str | None, Meta(description="Where a page is edited; {path} stands for the page's path.")] = None
    content: Annotated[str | None, Meta(description="CSS selector of a page's own content.")] = None
    include: Annotated[list[Pattern], Meta(description="Pages to look at, besides those below start.")] = field(
        default_factory=list
    )
    exclude: Annotated[list[Pattern], Meta(description="Pages to leave out.")] = field(default_factory=list)
    documents: Annotated[
        bool, Meta(description="true to read the PDF, Word and other documents on the site that its pages link to.")
    ] = False
    render: Annotated[
        bool | list[Pattern],
        Meta(description="true, or patterns of pages: those that script builds are shown to a browser."),
    ] = False
    phone_style: PhoneStyle | None = None
    contact: Annotated[str | None, Meta(description="Where to reach you; it is sent to the sites that are asked.")] = (
        None
    )
    networks: Annotated[list[str], Meta(description="Private networks the site's own hosts may live in.")] = field(
        default_factory=list
    )
    # the options of each kind are the finder's own
    find: Annotated[
        list[dict[str, Option]],
        Meta(
            description="Ways to find the site's pages: kind, and the options of that kind.",
            extra_json_schema={"items": {"type": "object", "required": ["kind"]}},
        ),
    ] = field(default_factory=list)
    door: DoorTable | None = None
    owner: list[OwnerTable] = field(default_factory=list)
    pace: PaceTable = field(default_factory=PaceTable)
    links: LinksTable = field(default_factory=LinksTable)
    night: NightTable = field(default_factory=NightTable)
    ages: AgesTable = field(default_factory=AgesTable)
    contact_details: list[ContactTable] = field(default_factory=list)
    reviewed: list[ReviewedTable] = field(default_factory=list)
    retired: list[RetiredTable] = field(default_factory=list)
    accept: list[AcceptTable] = field(default_factory=list)
    views: ViewsTable | None = None
