"""The nightly run over a whole site on each platform that councils use."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from checker import commands, config, finders
from tests.world.fixtures import need_addresses
from tests.world.platforms import behind_a_door, documents, feeds, kb5, open_referral, platforms
from tests.world.platforms._kb5_records import SEED, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.commands.conftest import Ended
    from tests.world.internet import World
    from tests.world.model import Visit

KEYS = tuple(platforms())


@dataclass(frozen=True)
class Told:
    """What a run over a site came to."""

    code: int
    report: Any
    contacts: list[dict[str, str]]
    visits: tuple[Visit, ...]
    sources: Path

    @property
    def pages(self) -> dict[str, Any]:
        """Give the pages that were found, by their addresses."""
        return {each["url"]: each for each in self.report["pages"] if each["found_by"]}

    def problems(self, rule: str) -> list[Any]:
        return [each for each in self.report["problems"] if each["rule"] == rule]


@pytest.fixture(scope="module")
def told(running_world: World, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Told]:
    """Run a site once, for all tests that look at it."""
    need_addresses()
    known: dict[str, Told] = {}

    def look(key: str, site: str = "", sources: Path | None = None) -> Told:
        name = f"{key} {site}"
        if name not in known:
            known[name] = _run(running_world, tmp_path_factory.mktemp("platform"), key, site or key, sources)
        return known[name]

    return look


def _run(world: World, folder: Path, key: str, site: str, sources: Path | None) -> Told:
    world.reset()
    if sources is None:
        platforms()[key].write(folder / "sources")
    out, contacts = folder / "out.json", folder / "contacts.csv"
    where = ("--sources", str(sources or folder / "sources"), "--reports", str(folder / "reports"))
    how = (
        "--today",
        str(world.today),
        "--format",
        "json",
        "-o",
        str(out),
        "--write",
        f"contacts={contacts}",
        "--quiet",
    )
    with pytest.MonkeyPatch.context() as surroundings:
        for name, value in platforms()[key.removeprefix("init ")].environment.items():
            surroundings.setenv(name, value)
        code = commands.execute(("run", site, *where, *how, "--log-file", str(folder / "log.jsonl"), *world.options))
    with contacts.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return Told(code, json.loads(out.read_bytes()), rows, tuple(world.visits), sources or folder / "sources")


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    return iter(())


@pytest.mark.parametrize("key", KEYS)
def test_exactly_the_pages_of_a_site_are_found_and_read(told: Callable[[str], Told], key: str) -> None:
    found = told(key)
    assert found.code in ({3} if platforms()[key].unread else {0, 1})
    assert set(found.pages) == platforms()[key].pages
    assert {url for url, each in found.pages.items() if not each["read"]} == platforms()[key].unread
    assert found.report["totals"]["pages"]["found"] == len(platforms()[key].pages)


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_asked_for_that_does_something_or_is_nobody_s_page(told: Callable[[str], Told], key: str) -> None:
    assert [each.url for each in told(key).visits if platforms()[key].trap(each)] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_site_file_for_each_platform_is_in_order(
    told: Callable[[str], Told], ask: Callable[..., Ended], key: str
) -> None:
    ended = ask("sites", str(told(key).sources / f"{key}.toml"))
    assert ended.code == 0, ended.err


# kb5


def test_no_record_of_kb5_is_read_twice(told: Callable[[str], Told]) -> None:
    asked = Counter(each.url for each in told("kb5").visits)
    assert {asked[url] for url in kb5.stamps()} == {1}


def test_many_addresses_of_one_record_cost_no_more_questions(told: Callable[[str], Told]) -> None:
    """A record stands under each of its channels: its own answer is an answer for all of them."""
    found = told("kb5")
    ways = {each["url"]: each["verdict"] for each in found.report["targets"] if _is_way(each["url"])}
    assert len(ways) > 20
    assert set(ways.values()) == {"fine"}
    assert {each.url for each in found.visits} & set(ways) == set()
    assert sum("feedback.page" in each.target for each in found.visits) == 1


def _is_way(url: str) -> bool:
    return url.startswith(kb5.START) and "channel" in url and "id=" in url


def test_stamps_of_kb5_are_the_days_of_the_last_change(told: Callable[[str], Told]) -> None:
    pages = told("kb5").pages
    said = {url: pages[url]["updated"] for url in kb5.stamps()}
    assert {url: (each["date"], each["from"]) for url, each in said.items()} == {
        url: (day, "stamp") for url, day in kb5.stamps().items()
    }


def test_contacts_at_the_head_of_a_record_are_read_whole(told: Callable[[str], Told]) -> None:
    rows = told("kb5").contacts
    titles = {f"{kb5.START}{each.name}": each.title for each in records()}
    for url, contact in kb5.contacts().items():
        here = [each for each in rows if url in each["page_addresses"].split("; ")]
        assert len(here) == 1, url
        row = here[0]
        assert (row["name"], row["phones"], row["emails"]) == (titles[url], contact.phone, contact.email)
        assert row["links"] == f"http://{contact.website}/"
        assert row["postcode"] == contact.address[-1]


def test_the_furniture_of_kb5_is_no_content(told: Callable[[str], Told]) -> None:
    """Nothing is said against what the platform writes on every page, and its links are not the page's."""
    report = told("kb5").report
    furniture = (
        "Save to shortlist",
        "Tell us if this information",
        "Print this page",
        "Advice page content",
        "Back to top",
    )
    assert [each for each in report["problems"] if each["where"]["quote"].startswith(furniture)] == []
    assert {each["rule"] for each in report["problems"] if not each["accepted"] and SEED not in each["page"]} == {
        "page-not-reviewed"
    }


def test_the_page_it_all_began_with_stands_among_the_records(told: Callable[[str], Told]) -> None:
    here = [each for each in told("kb5").report["problems"] if SEED in each["page"]]
    assert {each["rule"] for each in here} >= {
        *("phone-area-code-split", "phone-mobile-of-person", "date-conflict", "content-dated-claim"),
        *("content-confusable-word", "link-plain-text-address", "link-words", "link-gone", "page-not-reviewed"),
    }


def test_what_was_not_followed_is_told_once_without_anybody_s_visit(told: Callable[[str], Told]) -> None:
    said = [each for each in told("kb5").report["unchecked"] if each["stage"] == "find"]
    assert [each["what"] for each in said] == [f"{kb5.START}shortlist.page"]
    assert "would do something, or are forms" in said[0]["why"]


def test_a_page_holds_no_number_of_our_visit(told: Callable[[str], Told]) -> None:
    """It is another every night, so no page would ever be as it was."""
    text = json.dumps(told("kb5").report)
    assert "service.page?id=Gone0000000" in text
    assert "jsessionid" not in text.lower()


def test_the_next_night_nothing_is_new(told: Callable[[str], Told], running_world: World) -> None:
    """Every visit has another number, in every link of every page."""
    first = told("kb5")
    running_world.reset()
    running_world.night = 2
    out = first.sources.parent / "second.json"
    where = ("--sources", str(first.sources), "--reports", str(first.sources.parent / "reports"))
    how = ("--today", str(running_world.today), "--format", "json", "-o", str(out), "--quiet", *running_world.options)
    commands.execute(("run", "kb5", *where, *how))
    states = json.loads(out.read_bytes())["totals"]["states"]
    assert (states["new"], states["fixed"], states["not-seen"]) == (0, 0, 0)


# the others


def test_what_govuk_has_removed_is_said(told: Callable[[str], Told]) -> None:
    said = [each["why"] for each in told("govuk-paths").report["unchecked"]]
    assert said == ["GOV.UK has removed the page /guidance/harbour-fund."]


def test_the_data_of_a_service_is_judged_beside_its_page(told: Callable[[str], Told]) -> None:
    found = told("open-referral")
    split = found.problems("phone-area-code-split")
    assert [(each["page"], each["where"]["quote"]) for each in split] == [
        (open_referral.record(5), open_referral.WRONG)
    ]
    both = [each for each in found.contacts if each["phones"] == "0117 496 0501"]
    assert {len(each["page_addresses"].split("; ")) for each in both} <= {1, 2}
    updated = found.pages[open_referral.record(5)]["updated"]
    assert (updated["date"], updated["kind"], updated["from"]) == (open_referral.assured(5), "reviewed", "api")


@pytest.mark.parametrize("key", ["listed", "listed-here"])
def test_a_list_says_who_looks_after_a_page_and_when_it_was_reviewed(told: Callable[[str], Told], key: str) -> None:
    pages = told(key).pages
    owners = {f"https://{feeds.LISTED}{path}": owner for path, owner in feeds.PAGES.items()}
    assert {url: each["owner"] for url, each in pages.items()} == owners
    assert {(each["updated"]["date"], each["updated"]["kind"]) for each in pages.values()} == {
        (feeds.REVIEWED, "reviewed")
    }


def test_documents_are_found_by_what_they_are(told: Callable[[str], Told]) -> None:
    found = told("documents")
    split = {each["page"]: each["where"]["page"] for each in found.problems("phone-area-code-split")}
    assert split == {
        f"https://{documents.HOST}{documents.LEAFLET}": 2,
        f"https://{documents.HOST}{documents.PLAN}": None,
    }
    [disguised] = [each for each in found.report["unchecked"] if each["what"].endswith(documents.ERROR)]
    assert disguised["why"].startswith("This is a web page, although it should be a PDF. It is probably an error page")
    assert [each["where"]["href"] for each in found.problems("link-gone")] == [documents.GONE]
    # what a page leads to is asked once, whether it turns out to be a document or not
    asked = Counter(each.target for each in found.visits if each.host == documents.HOST)
    assert {target: number for target, number in asked.items() if number > 1} == {
        **dict.fromkeys((documents.GONE, documents.GUIDE), 2),
        documents.LONG: 2,  # its beginning, to see what it is
    }


def test_what_lets_us_in_is_written_down_nowhere(told: Callable[[str], Told]) -> None:
    found = told("behind-a-door")
    assert [each for each in found.visits if behind_a_door.shows_secrets(each)] == []
    elsewhere = {each.target for each in found.visits if each.host == behind_a_door.ELSEWHERE}
    assert {"/clubs", "/moved-here", "/and-back"} <= elsewhere
    written = [each for each in found.sources.parent.rglob("*") if each.is_file()]
    assert any(each.name == "log.jsonl" for each in written)
    for file in written:
        assert [each for each in behind_a_door.SECRETS if each.encode() in file.read_bytes()] == [], file


def test_a_door_without_its_key_is_said(ask: Callable[..., Ended], tmp_path: Path, running_world: World) -> None:
    platforms()["behind-a-door"].write(tmp_path / "s")
    ended = ask("run", "behind-a-door", "--sources", str(tmp_path / "s"), *running_world.options)
    assert ended.code == 2
    assert "The door of Harbourshire preview needs PREVIEW_KEY, which is not set." in ended.err


# a first look


@pytest.mark.parametrize("key", [key for key, each in platforms().items() if each.entrance])
def test_a_first_site_file_finds_the_same_pages(
    told: Callable[..., Told], ask: Callable[..., Ended], running_world: World, tmp_path: Path, key: str
) -> None:
    platform = platforms()[key]
    ended = ask("init", platform.entrance, "--sources", str(tmp_path / "s"), *running_world.options)
    assert ended.code == 0, ended.err
    [file] = (tmp_path / "s").glob("*.toml")
    assert config.load(file, finders.options()).finders
    assert all(each.startswith("#") for each in file.read_text().split("\n\n"))
    file.write_text(file.read_text() + "[pace]\nper_second = 500\n[links]\nper_second = 500\nconfirm = ['250ms']\n")
    found = told(f"init {key}", file.stem, tmp_path / "s")
    assert set(found.pages) == platform.pages
