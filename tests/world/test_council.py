"""The council's site, and what is said of its pages."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import tomllib
from typing import TYPE_CHECKING

from checker import config
from checker.commands import execute as run
from tests.world import council
from tests.world.client import PATIENCE, SHORT, Seen, ask

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.world.internet import World

NIGHTS = (1, 2, 3)
SILENT = "/local-offer/transport-appeals"
"""The page that never answers on night 2."""


def paged(world: World, target: str, **headers: str) -> Seen:
    return asyncio.run(ask(world, council.ORIGIN + target, headers=headers))


def all_of(world: World, targets: list[str]) -> list[Seen]:
    async def everything() -> list[Seen]:
        few = asyncio.Semaphore(8)

        async def one(target: str) -> Seen:
            async with few:
                patience = SHORT if target == SILENT else PATIENCE
                return await ask(world, council.ORIGIN + target, patience=patience)

        return await asyncio.gather(*(one(target) for target in targets))

    return asyncio.run(everything())


def test_the_council_has_its_pages_in_their_states(world: World) -> None:
    assert len(council.pages()) >= 40
    state = council.State
    answered = {state.READ: 200, state.FAILING: 500, state.MOVED: 301, state.ABSENT: 404}
    for night in NIGHTS:
        world.night = night
        shown = [page for page in council.pages() if night == 1 or page.faults or len(page.states) > 1]
        for page, got in zip(shown, all_of(world, [page.target for page in shown]), strict=True):
            assert got.status == answered.get(page.state(night))
            assert all(fault.html.encode() in got.body for fault in page.standing(night))


def test_a_page_stops_answering_one_appears_one_goes_one_is_mended_and_one_gets_worse() -> None:
    one, two = ({(page.target, fault.rule) for page, fault in council.faults(night)} for night in (1, 2))
    assert one - two == {
        (f"/local-offer/{each}", "phone-cannot-ring") for each in ("mended", "holiday-hunger", "transport-appeals")
    }
    assert two - one == {("/local-offer/worsened", "phone-cannot-ring")}
    states = {page.target: (page.state(1), page.state(2)) for page in council.pages() if page.state(1) != page.state(2)}
    read, absent = council.State.READ, council.State.ABSENT
    assert states == {
        "/local-offer/wheelchair-repairs": (absent, read),
        "/local-offer/holiday-hunger": (read, absent),
        "/local-offer/transport-appeals": (read, council.State.SILENT),
    }


def test_its_site_map_names_what_it_should(world: World) -> None:
    index = paged(world, "/sitemap.xml").body.decode()
    parts = re.findall(r"<loc>([^<]+)</loc>", index)
    assert parts == [f"{council.ORIGIN}/sitemap-pages.xml", f"{council.ORIGIN}/sitemap-directory.xml.gz"]
    assert f"Sitemap: {council.ORIGIN}/sitemap.xml" in paged(world, "/robots.txt").body.decode()
    for night in NIGHTS:
        world.night = night
        named = paged(world, "/sitemap-pages.xml").body + gzip.decompress(
            paged(world, "/sitemap-directory.xml.gz").body
        )
        listed = {each.decode().replace("&amp;", "&") for each in re.findall(rb"<loc>([^<]+)</loc>", named)}
        assert listed == {page.url for page in council.pages() if page.listed(night)}
    targets = {page.target for page in council.pages()}
    assert "/local-offer/wheelchair-repairs" in targets
    assert f"{council.ORIGIN}/local-offer/holiday-hunger" not in listed


def test_every_situation_stands_on_a_page_and_no_link_of_its_own_is_broken_unmeant(world: World) -> None:
    read = [page.target for page in council.pages() if page.state(1) is council.State.READ]
    bodies = [got.body.decode() for got in all_of(world, read)]
    held = {each.replace("&amp;", "&") for body in bodies for each in re.findall(r'href="([^"]+)"', body)}
    assert {each.url for each in world.situations.values()} <= held
    own = sorted({each.partition("#")[0] or "/" for each in held if each.startswith("/")})
    broken = {target for target, got in zip(own, all_of(world, own), strict=True) if got.status == 404}
    assert broken == {"/local-offer/old-respite"}


def test_what_did_not_change_need_not_be_sent_again(world: World) -> None:
    mended, worsened = "/local-offer/mended", "/local-offer/worsened"
    tag, date = paged(world, mended).header("etag"), paged(world, worsened).header("last-modified")
    assert paged(world, mended, **{"If-None-Match": tag}).status == 304
    assert paged(world, worsened, **{"If-Modified-Since": date}).status == 304
    world.night = 2
    assert paged(world, mended, **{"If-None-Match": tag}).status == 200
    assert paged(world, worsened, **{"If-Modified-Since": date}).status == 200
    assert not paged(world, "/").header("etag")


def test_the_calendar_never_ends_and_sessions_lead_to_the_record(world: World) -> None:
    target = "/events?month=2026-12"
    for _ in range(30):
        body = paged(world, target).body.decode()
        target = re.findall(r'href="(/events[^"]+)">Later', body)[0]
    assert target == "/events?month=2029-06"
    directory = paged(world, "/directory/").body.decode()
    sessions = re.findall(r'href="([^"]+;jsessionid=[^"]+)"', directory)
    assert len(sessions) == 2
    assert all(paged(world, each).status == 200 for each in sessions)


def test_the_lists_are_as_the_site_file_says(world: World, tmp_path: Path) -> None:
    file = world.write_sources(tmp_path)
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    for named in (settings["views"]["file"], settings["find"][1]["file"]):
        assert (tmp_path / named).is_file()
    site = config.load(file)
    assert site.key == "harbourshire"


def test_the_rules_find_the_faults_that_stand_there_and_no_others(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules the council has no fault for are not judged here."""
    world.write_sources(tmp_path / "sources")
    pages = {f"{number:03}.html": page for number, page in enumerate(council.pages())}
    (tmp_path / "site").mkdir()
    for name, page in pages.items():
        if page.state(1) is council.State.READ:
            (tmp_path / "site" / name).write_bytes(paged(world, page.target).body)
    run(
        [
            *("check", "--offline", "-f", "json", "--today", str(world.today), "--site", "harbourshire"),
            *("--sources", str(tmp_path / "sources"), str(tmp_path / "site")),
        ]
    )
    problems = json.loads(capsys.readouterr().out)["problems"]
    alone = ((page, fault) for page, fault in council.faults(1) if fault.offline and not fault.whole)
    meant = {(page.target, fault.rule, fault.quote) for page, fault in alone}
    known = {rule for _, rule, _ in meant}
    found = {
        (pages[problem["page"].rpartition("/")[2]].target, problem["rule"], problem["where"]["quote"] or "")
        for problem in problems
        if problem["rule"] in known
    }
    assert _without_quotes(found) == _without_quotes(meant | _invented(found))
    unquoted = {each for each in meant if not any(each[:2] == seen[:2] and each[2] in seen[2] for seen in found)}
    assert not unquoted


def _without_quotes(found: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(page, rule) for page, rule, _ in found}


def _invented(found: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """The invented council's numbers are all Ofcom's for drama: its site file accepts them."""
    return {each for each in found if each[1] == "phone-placeholder" and not each[0].startswith("/council/")}
