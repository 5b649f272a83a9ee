"""Organisations' own websites, read in the nightly run: what comes of each, and how little is asked for it."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from checker import commands
from tests.commands.conftest import Night
from tests.world import organisations
from tests.world.fixtures import need_addresses
from tests.world.organisations import AGAIN, KEY, ORGANISATIONS, ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.commands.conftest import Ended
    from tests.world.internet import World
    from tests.world.model import Visit

RULE = "contact-not-at-source"
HOSTS = {each.host: each for each in ORGANISATIONS}
NIGHTS = (1, 2, AGAIN)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Night]]:
    from tests.world.internet import World  # noqa: PLC0415 - it takes a second to make, for these tests alone

    """Run the first night, the one after, and the one on which everything is due again."""
    need_addresses()
    folder = tmp_path_factory.mktemp("originals")
    organisations.write(folder / "sources")
    with World(speed=50, more=[organisations.place()]) as world, pytest.MonkeyPatch.context() as patched:
        patched.delenv("CHECKER_OFFLINE", raising=False)
        yield {number: run(world, folder, number) for number in NIGHTS}


def run(world: World, folder: Path, number: int, *more: str) -> Night:
    world.night = number
    out = folder / f"night-{number}.json"
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    how = ("--today", str(world.today), "--format", "json", "--output", str(out), "--quiet", "--only", "contact")
    code = commands.execute(("run", KEY, *where, *how, "--only", "link", *more, *world.options))
    visits = tuple(each for each in world.visits if each.night == number)
    return Night(number=number, code=code, report=json.loads(out.read_bytes()), folder=folder, visits=visits)


def told(night: Night, *states: str) -> dict[tuple[str, str], Any]:
    """Give the problems of the rule by page and quoted words."""
    found = (each for each in night.report["problems"] if each["rule"] == RULE)
    return {(each["page"], each["where"]["quote"]): each for each in found if not states or each["state"] in states}


def true(number: int, standing: str) -> set[tuple[str, str]]:
    return {(each.page, value) for each in ORGANISATIONS for value, is_ in each.on(number).items() if is_ == standing}


@pytest.mark.parametrize("number", NIGHTS)
def test_what_they_have_changed_is_told_and_nothing_else(read: dict[int, Night], number: int) -> None:
    assert told(read[number], "new", "still-open").keys() == true(number, "changed")


@pytest.mark.parametrize("number", NIGHTS)
def test_what_could_not_be_read_is_said(read: dict[int, Night], number: int) -> None:
    said = {
        page for gap in read[number].report["unchecked"] for page in gap["pages"] if "could not be held" in gap["why"]
    }
    assert said == {page for page, _ in true(number, "unread")}


def test_it_quotes_what_they_publish_now_and_where(read: dict[int, Night]) -> None:
    ferry = told(read[1])[f"{ORIGIN}/ferry-friends", "0117 496 0606"]
    assert (ferry["severity"], ferry["certainty"]) == ("doubtful", "likely")
    assert ferry["message"] == (
        "This is not on their own website, which gives 0117 496 0696"
        " (https://www.ferry-friends.org.uk/contact, read on 23 November 2026)."
    )
    assert ferry["evidence"]["they give"] == "0117 496 0696"
    island = told(read[1])[f"{ORIGIN}/island-inclusion", "0117 496 0609"]
    assert "no longer in use" in island["message"]


def test_the_states_are_those_of_every_other_problem(read: dict[int, Night]) -> None:
    assert {each["state"] for each in told(read[1]).values()} == {"still-open"}
    assert {each["state"] for each in told(read[2]).values()} == {"still-open"}
    last = {page.rpartition("/")[2]: each["state"] for (page, _), each in told(read[AGAIN]).items()}
    assert last.pop("porthole-play") == "new"
    assert last.pop("quay-questions") == "not-seen"  # what could not be read again is not put right
    assert set(last.values()) == {"still-open"}


@pytest.mark.parametrize("number", NIGHTS)
def test_at_most_four_pages_of_an_organisation_are_asked(read: dict[int, Night], number: int) -> None:
    asked = pages_of(read[number].visits)
    assert {host: targets for host, targets in asked.items() if len(targets) > organisations.PAGES} == {}
    if number != NIGHTS[1]:
        assert max(map(len, asked.values())) == organisations.PAGES


def test_nobody_is_asked_again_within_the_week(read: dict[int, Night]) -> None:
    links = {urlsplit(each["url"]).hostname for each in read[1].report["targets"] if each["verdict"] != "fine"}
    asked = pages_of(read[2].visits)
    assert asked.keys() <= links  # a link that failed is asked every night; its page of contacts is not
    assert all(targets == {"/"} for targets in asked.values())


def test_after_a_week_everybody_is_asked_again(read: dict[int, Night]) -> None:
    assert pages_of(read[AGAIN].visits).keys() == HOSTS.keys()


def test_what_robots_txt_leaves_alone_is_not_asked_though_it_is_a_single_page(read: dict[int, Night]) -> None:
    asked = {each.url for night in read.values() for each in night.visits}
    assert "https://www.keel-kids.org.uk/robots.txt" in asked
    assert "https://www.keel-kids.org.uk/contact" not in asked


def test_no_page_is_asked_twice_in_a_night(read: dict[int, Night]) -> None:
    for night in read.values():
        urls = [each.url for each in night.visits if each.host in HOSTS and "lantern" not in each.host]
        assert len(urls) == len(set(urls))


def pages_of(visits: tuple[Visit, ...]) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = defaultdict(set)
    for each in visits:
        if each.host in HOSTS and each.target != "/robots.txt":
            asked[each.host].add(each.target)
    return asked


def test_the_list_of_contacts_tells_when_each_was_last_seen_there(
    read: dict[int, Night], ask: Callable[..., Ended]
) -> None:
    written = ask("report", KEY, *read[AGAIN].where, "-f", "contacts").out.removeprefix("\ufeff")
    said = {row["name"]: row["at_source"] for row in csv.DictReader(io.StringIO(written))}
    assert said["Anchor Riding"] == "0117 496 0601 on 2026-12-02; info@anchor-riding.org.uk on 2026-12-02"
    assert said["Ferry Friends"] == "info@ferry-friends.org.uk on 2026-12-02"
    assert said["Porthole Play"] == "0117 496 0616 on 2026-11-23"  # it stood there once
    assert {name for name, days in said.items() if not days} == {
        each.name for each in ORGANISATIONS if "found" not in {*each.phone_is, *(each.email_is if each.email else ())}
    }
    early = ask("report", KEY, *read[1].where, "-f", "contacts", "--output", "contacts.json")
    assert early.code == 0


def test_the_doctor_says_that_they_are_asked(read: dict[int, Night], ask: Callable[..., Ended]) -> None:
    assert "organisations' own websites once a week" in ask("doctor", *read[1].where).out


def test_nothing_is_asked_where_the_site_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.world.internet import World  # noqa: PLC0415 - see above

    need_addresses()
    monkeypatch.delenv("CHECKER_OFFLINE")
    organisations.write(tmp_path / "sources")
    file = tmp_path / "sources" / f"{KEY}.toml"
    with World(speed=50, more=[organisations.place()]) as world:
        first = run(world, tmp_path, 1)
        file.write_text(
            file.read_text(encoding="utf-8").replace("[links]\n", "[links]\noriginals = false\n"), encoding="utf-8"
        )
        second = run(world, tmp_path, 2)
    assert len(told(first)) == len(true(1, "changed"))
    assert {each["state"] for each in told(second).values()} == {"not-seen"}  # nobody looked: nothing is put right
    assert not {each.target for each in second.visits if each.host in HOSTS} - {"/"}
