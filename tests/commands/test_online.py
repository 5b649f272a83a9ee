"""Pages that are web addresses, and where links lead, through the door of somebody about to publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.commands.conftest import Ended
    from tests.world.internet import World

PAGE = "https://www.harbourshire.gov.uk/local-offer/adhd"
DRAFT = """<!doctype html><title>Draft</title><main><h1>Draft</h1>
<p>See the <a href="https://www.vanished-clubs.org.uk/clubs/saturday">Saturday club</a>
and <a href="https://www.harbourshire.gov.uk/local-offer/">the local offer</a>.
Write to <a href="mailto:help@nowhere.harbourshire.gov.uk">help@nowhere.harbourshire.gov.uk</a>.</p></main>"""


def test_a_published_page_is_read_and_its_links_are_asked(
    world: World, ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    ended = ask("check", PAGE, "--format", "json", "--today", str(world.today), *world.options)
    said = ended.json
    assert ended.code == 1
    assert (said["pages"][0]["url"], said["run"]["complete"]) == (PAGE, True)
    rules = {each["rule"] for each in said["problems"]}
    assert {"link-gone", "link-site-gone"} <= rules
    assert {each["verdict"] for each in said["targets"]} >= {"fine", "gone", "site-gone"}


def test_a_draft_s_links_and_mail_domains_are_asked(
    world: World, ask: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    (tmp_path / "draft.html").write_text(DRAFT)
    ended = ask("check", "draft.html", "--format", "json", "--today", str(world.today), *world.options)
    found = {(each["rule"], each["where"]["quote"]) for each in ended.json["problems"]}
    assert {("link-gone", "Saturday club"), ("email-domain-dead", "help@nowhere.harbourshire.gov.uk")} <= found
    assert not any(quote == "the local offer" for _, quote in found)
    assert ended.code == 1


def test_a_page_that_is_not_there_is_said_so(
    world: World, ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    ended = ask("check", "https://www.harbourshire.gov.uk/never-was", *world.options)
    assert (ended.code, "no such page (404)" in ended.err) == (3, True)


def test_what_stands_on_a_published_page_is_given(
    world: World, ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    world.visits.clear()
    before = len(world.visits)
    page = ask("extract", PAGE, "--format", "json", *world.options).json["pages"][0]
    assert (page["target"], page["url"]) == (PAGE, PAGE)
    assert any(each["kind"] == "phone" for each in page["mentions"])
    asked = {each.url for each in world.visits[before:]} - {"https://www.harbourshire.gov.uk/robots.txt"}
    assert asked == {PAGE}, "only the page itself is asked for"


def test_offline_no_address_is_read(ask: Callable[..., Ended]) -> None:
    ended = ask("check", PAGE, "--offline")
    assert (ended.code, "--offline" in ended.err) == (3, True)


def test_an_address_is_not_asked_where_it_may_not_be(
    world: World, ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    closed = [each for each in world.options if each not in {"--allow-network", world.options[-1]}]
    ended = ask("check", PAGE, *closed)
    assert (ended.code, "private network" in ended.err) == (3, True)
