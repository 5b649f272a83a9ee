"""Site files: what a good one becomes, and what is said of a bad one."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest
from msgspec.structs import replace

from checker import config, finders
from checker.errors import CheckerError, UsageFault
from checker.model.pages import Place
from checker.model.problems import Certainty, Problem, Severity
from checker.model.rules import Ages
from checker.model.sites import Accepted, like

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
#:schema ./site.schema.json
name     = "Oakley Local Offer"
start    = "https://www.example.gov.uk/offer/"
region   = "GB"
edit     = "https://cms.example.gov.uk/edit?path={path}"
content  = "#content"
include  = ["/kb5/*"]
exclude  = ["*/archive/*"]
contact  = "webteam@example.gov.uk"
networks = ["10.20.0.0/16"]

[[find]]
kind = "sitemap"
[[find]]
kind = "listing"
file = "oakley/pages.csv"

[[owner]]
owner   = "SEND team"
pattern = "*/advice.page*"
notify  = "SEND_TEAM_MAIL"
[[owner]]
owner = "Early years"
file  = "owners.csv"
[[owner]]
owner   = "Housing"
heading = "Housing"

[pace]
per_second = 5
at_once    = 4

[links]
timeout  = { name = "5s", connect = "10s", first_byte = "15s", all = "30s" }
body     = "512kB"
redirects = 10
confirm  = ["5s", "30s"]
remember = "7d"
robots   = "many"
per_second = 10
at_once    = 4
in_flight  = 128

[ages]
untidy   = 6
doubtful = 18
wrong    = 36

[[contact_details]]
name    = "SENDIAGS"
phone   = "020 7946 0958"
email   = "sendiags@example.gov.uk"
retired = ["020 7946 0701"]

[[reviewed]]
page = "https://www.example.gov.uk/offer/advice.page?id=5"
on   = 2026-10-01
by   = "web team"

[[retired]]
words  = ["Oakley Learning Trust", "olt.example.org"]
now    = "Oakley Education"
since  = "1 April 2024"
source = "Cabinet, 12 March 2024"
hosts  = ["olt.example.org"]
not_if = ["minutes of"]

[[accept]]
rule   = "page-not-reviewed"
page   = "*/history*"
reason = "It tells of the past"
by     = "web team"
until  = 2027-09-01

[views]
file = "oakley/views.csv"
"""
LEAST = 'name = "Oakley"\nstart = "https://www.example.gov.uk/"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "oakley.toml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "oakley").mkdir()
    (tmp_path / "oakley/views.csv").write_text("address,visits\nhttps://www.example.gov.uk/rent,120\n")
    (tmp_path / "owners.csv").write_text(
        "address,owner\nhttps://www.example.gov.uk/play,\nhttps://www.example.gov.uk/nursery,Nurseries\n"
    )
    return tmp_path


def complaint(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "oakley.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageFault) as caught:
        config.load(path, finders.options())
    said = f"{caught.value.message} {caught.value.hint}".strip()
    assert said.startswith(str(path))
    return said.removeprefix(str(path)).strip()


def problem(rule: str, page: str, quote: str = "words", href: str | None = None) -> Problem:
    return Problem(
        rule=rule,
        severity=Severity.WRONG,
        certainty=Certainty.SURE,
        page=page,
        place=Place(quote=quote, href=href),
        message="It is wrong.",
        fix="Mend it.",
    )


def test_everything_a_site_file_may_say(folder: Path) -> None:
    site = config.named("oakley", folder)
    assert (site.key, site.name, site.region, site.content) == ("oakley", "Oakley Local Offer", "GB", "#content")
    assert site.ages == Ages(untidy=6, doubtful=18, wrong=36)
    assert site.contact_details[0].retired == ("020 7946 0701",)
    assert site.reviewed[0].on == date(2026, 10, 1)
    assert (site.retired[0].words[0], site.retired[0].now) == ("Oakley Learning Trust", "Oakley Education")
    assert [each.kind for each in site.finders] == ["sitemap", "listing"]
    assert site.views == {"https://www.example.gov.uk/rent": 120}
    assert (site.links.limits.connect, site.links.limits.body, site.links.confirm) == (10.0, 512_000, (5.0, 30.0))
    assert (site.pace.per_second, site.links.remember) == (5, 7 * 86_400)


def test_the_least_a_site_file_must_say(tmp_path: Path) -> None:
    (tmp_path / "oakley.toml").write_text("\ufeff" + LEAST.replace("\n", "\r\n"), encoding="utf-8")
    assert config.named("oakley", tmp_path).start == "https://www.example.gov.uk/"


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("https://www.example.gov.uk/offer/housing", True),
        ("https://www.example.gov.uk/kb5/page?id=1", True),
        ("https://www.example.gov.uk/offer/archive/2019", False),
        ("https://www.example.gov.uk/bins", False),
        ("https://elsewhere.example.org/kb5/page", False),
    ],
)
def test_which_pages_belong_to_a_site(folder: Path, address: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert config.named("oakley", folder).holds(address) is holds


@pytest.mark.parametrize(
    ("address", "headings", "owner"),
    [
        ("https://www.example.gov.uk/offer/advice.page?id=5", ("Housing",), "SEND team"),
        ("https://www.example.gov.uk/play", (), "Early years"),
        ("https://www.example.gov.uk/nursery", (), "Nurseries"),
        ("https://www.example.gov.uk/rent", ("Housing",), "Housing"),
        ("https://www.example.gov.uk/rent", (), None),
    ],
)
def test_the_first_owner_that_fits(folder: Path, address: str, headings: tuple[str, ...], owner: str | None) -> None:
    assert config.named("oakley", folder).owner_of(address, headings) == owner


def test_what_is_accepted_and_until_when(folder: Path) -> None:
    site = config.named("oakley", folder)
    left = problem("page-not-reviewed", "https://www.example.gov.uk/offer/history.page")
    assert site.acceptance(left, date(2027, 9, 1)) is not None
    assert site.acceptance(left, date(2027, 9, 2)) is None
    assert (
        site.acceptance(problem("page-not-reviewed", "https://www.example.gov.uk/offer/rent"), date(2027, 1, 1)) is None
    )
    assert site.acceptance(problem("date-conflict", left.page), date(2027, 1, 1)) is None


def test_a_link_is_left_by_what_is_written_or_by_the_address_that_is_asked() -> None:
    asked = "https://www.example.gov.uk/club.page?id=1"
    page = "https://www.example.gov.uk/offer"
    gone = problem("link-gone", page, "A club", "club.page;jsessionid=60AF?id=1")
    gone = replace(gone, evidence=(("address", asked),))

    def leaves(link: str) -> bool:
        return Accepted(reason="a", by="b", until=date(2027, 1, 1), link=link).covers(gone)

    assert leaves(asked)
    assert leaves("*/club.page*")
    assert leaves("club.page;*")
    assert not leaves("https://www.example.gov.uk/club.page?id=2")
    assert not leaves(page)


@pytest.mark.parametrize(
    ("pattern", "words", "fits"),
    [
        ("*", "", True),
        ("a*c", "abc", True),
        ("a*c", "abd", False),
        ("a*a", "a", False),
        ("*b*b*", "abcb", True),
        ("a?c", "abc", False),
        ("page?id=[1]", "page?id=[1]", True),
    ],
)
def test_a_star_is_the_only_thing_special_in_a_pattern(pattern: str, words: str, fits: bool) -> None:  # noqa: FBT001 - a table
    assert like(pattern, words) is fits


def test_a_pattern_takes_linear_time() -> None:
    assert not like("*a" * 2_000 + "b", "a" * 200_000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LEAST + "nme = 3", 'line 3: "nme" is not a setting. Did you mean "name"?'),
        (LEAST + "[[ownr]]\nx = 2", 'line 3: "ownr" is not a setting. Did you mean "owner"?'),
        (
            LEAST + '[[owner]]\nowner = "a"\npattern = "b"\n\n[[owner]]\nowner = "c"\npatern = "d"',
            'line 9: [[owner]] "patern" is not a setting. Did you mean "pattern"?',
        ),
        (
            LEAST + '[links]\ntimeout = { nme = "5s" }',
            'line 4: [links.timeout] "nme" is not a setting. Did you mean "name"?',
        ),
        ('name = "a"', 'line 1: "start" is missing.'),
        (LEAST + '[[accept]]\nby = "me"\nuntil = 2027-01-01', 'line 3: [[accept]] "reason" is missing.'),
        ('name = ""\nstart = "https://a.example/"', 'line 1: "name" must not be empty.'),
        ('name = "a"\nstart = "a.example"', 'line 2: "start" does not fit here. A web address that begins with https'),
        ('name = "a"\nstart = "https://"', 'line 2: "start" is not a web address.'),
        (LEAST + '[ages]\nwrong = "3"', 'line 4: [ages] "wrong" must be a whole number, without quotation marks.'),
        (LEAST + "[ages]\nwrong = 0", 'line 4: [ages] "wrong" does not fit here. A number of months, 1 or more.'),
        (LEAST + "[ages]\nuntidy = 30", 'line 3: [ages] "doubtful" must not be less than untidy, nor more than wrong.'),
        (
            LEAST + '[links]\nremember = "a week"',
            'line 4: [links] "remember" does not fit here. A length of time: 500ms',
        ),
        (LEAST + 'include = "a"', 'line 3: "include" must be a list in square brackets.'),
        (LEAST + 'networks = ["all"]', 'line 3: "networks" must be networks like 10.20.0.0/16.'),
        (LEAST + '[[find]]\nfile = "x"', 'line 3: [[find]] "kind" is missing.'),
        (
            LEAST + '[[find]]\nkind = "sitmap"',
            'line 4: [[find]] "kind" is no way to find pages. Did you mean "sitemap"?',
        ),
        (
            LEAST + '[[find]]\nkind = "crawl"\n\n[[find]]\nkind = "crawl"\ndeph = 3',
            'line 8: [[find]] "deph" is not a setting. Did you mean "depth"?',
        ),
        (
            LEAST + '[[find]]\nkind = "crawl"\ndepth = "3"',
            'line 5: [[find]] "depth" must be a whole number, without quotation marks.',
        ),
        (LEAST + '[[find]]\nkind = "listing"', 'line 3: [[find]] "file" is missing.'),
        (
            LEAST + '[[owner]]\nowner = "a"\npattern = "*"\nnotify = "mailto://a:b@example.org"',
            'line 6: [[owner]] "notify" does not fit here. Name of the environment variable that says where',
        ),
        (LEAST + '[door]\nuser = "A"', 'line 4: [door] "user" needs a password beside it.'),
        (LEAST + '[door]\nkey = "A"', 'line 4: [door] "key" needs a certificate beside it.'),
        (LEAST + '[door]\nheaders = { "Host" = "A" }', 'line 4: [door.headers] "Host" cannot be chosen here.'),
        (
            LEAST + '[door]\ncookies = { "a" = "hunter 2" }',
            'line 4: [door.cookies] "a" takes the name of an environment variable, never the secret itself.',
        ),
        (LEAST + '[[owner]]\nowner = "a"', 'line 4: [[owner]] "owner" needs a pattern, a file or a heading beside it.'),
        (LEAST + '[[owner]]\nowner = "a"\nfile = "no.csv"', "no.csv, which is not there or is not text."),
        (
            LEAST + '[[accept]]\nreason = "a"\nby = "b"\nuntil = 2027-01-01',
            'line 4: [[accept]] "reason" needs a link, rule, page or quote beside it',
        ),
        (
            LEAST + '[[accept]]\nuntil = "soon"',
            'line 4: [[accept]] "until" does not fit here. The last day it is left.',
        ),
        (LEAST + "a = = 3", "line 3: this is not TOML."),
        (LEAST + "a =", "line 3: this is not TOML. Not a proper value."),
        (LEAST + 'name = "b"', "line 3: this is not TOML."),
        (b"name = '\xff'", ": this is not text in UTF-8. Save it again with the encoding UTF-8."),
    ],
)
def test_a_complaint_names_the_line_and_the_key_and_what_to_write(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in complaint(tmp_path, text)


def test_complaints_use_no_banned_words(tmp_path: Path) -> None:
    for text in ("a = \x01", "= 3", "a = 2026-13-01", "[", "a = 'x", "a.b = 1\na = 2"):
        said = complaint(tmp_path, LEAST + text)
        assert not re.search(r"\b(please|sorry|valid|invalid|illegal)\b", said, re.IGNORECASE), said


def test_a_site_that_does_not_exist_is_not_looked_for_elsewhere(folder: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        config.named("oakly", folder)
    assert caught.value.message == f'There is no site called "oakly" in {folder}/.'
    assert caught.value.hint == 'Did you mean "oakley"?'
    with pytest.raises(UsageFault):
        config.named(f"../{folder.name}/oakley", folder)


def test_a_fault_in_one_file_costs_no_other_site(folder: Path) -> None:
    (folder / "ash.toml").write_text("nme = 1")
    sites, faults = config.all_of(folder)
    assert [site.key for site in sites] == ["oakley"]
    assert len(faults) == 1
    assert isinstance(faults[0], CheckerError)


def test_the_schema_is_one_and_takes_a_good_file() -> None:

    schema = config.schema(finders.options())
    jsonschema.Draft7Validator.check_schema(schema)
    plain = json.loads(json.dumps(tomllib.loads(WHOLE), default=str))
    jsonschema.Draft7Validator(schema).validate(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({**plain, "nme": 1})
    for wrong in ({"kind": "sitmap"}, {"kind": "crawl", "deph": 3}, {"kind": "listing"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft7Validator(schema).validate({**plain, "find": [wrong]})
