from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker import commands, config, finders
from tests.finders.asking import html
from tests.web.servers import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model.sites import Site
    from tests.commands.conftest import Ended
    from tests.world.internet import World


def loaded(name: str) -> Site:
    return config.load(Path("sources", f"{name}.toml"), finders.options())


@pytest.mark.parametrize(
    ("address", "key", "start", "kinds"),
    [
        (
            "https://www.example.org.uk/kb5/anyshire/localoffer/advice.page?id=5UlEpXIMM8M&localofferchannel=0",
            "anyshire",
            "https://www.example.org.uk/kb5/anyshire/localoffer/",
            ["kb5"],
        ),
        ("https://www.gov.uk/send-help", "send-help", "https://www.gov.uk/send-help", ["govuk"]),
        ("https://www.anyshire.gov.uk", "anyshire", "https://www.anyshire.gov.uk/", []),
        (
            "https://www.anyshire.gov.uk/send/index.html?a=1#b",
            "anyshire",
            "https://www.anyshire.gov.uk/send/",
            [],
        ),
    ],
)
def test_an_address_tells_something(
    ask: Callable[..., Ended], address: str, key: str, start: str, kinds: list[str]
) -> None:
    assert ask("init", address, "--offline").code == 0
    read = loaded(key)
    assert read.start == start
    assert [each.kind for each in read.finders] == kinds


def test_every_line_is_explained(ask: Callable[..., Ended]) -> None:
    ask("init", "https://www.anyshire.gov.uk/", "--offline")
    paragraphs = Path("sources/anyshire.toml").read_text().split("\n\n")
    assert all(each.startswith("#") for each in paragraphs)


def test_a_file_that_is_there_is_left_alone(ask: Callable[..., Ended]) -> None:
    ask("init", "https://www.anyshire.gov.uk/", "--offline")
    Path("sources/anyshire.toml").write_text("mine")
    ended = ask("init", "https://www.anyshire.gov.uk/", "--offline")
    assert ended.code == 2
    assert "already" in ended.err
    assert Path("sources/anyshire.toml").read_text() == "mine"


@pytest.mark.parametrize("address", ["nonsense", "ftp://example.org/", "https://"])
def test_what_is_no_web_address_is_refused(ask: Callable[..., Ended], address: str) -> None:
    assert ask("init", address).code == 2


def test_a_look_at_the_council(ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    ended = ask("init", "https://www.harbourshire.gov.uk/", *world.options)
    assert ended.code == 0, ended.err
    council = loaded("harbourshire")
    assert council.name
    assert [each.kind for each in council.finders] == ["sitemap"]
    assert ended.err.startswith("Wrote sources/harbourshire.toml.")


def test_a_site_that_is_not_there_is_told(
    ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    ended = ask("init", "https://www.no-such-place-anywhere.org.uk/", *world.options)
    assert ended.code == 3
    assert "--offline" in ended.err
    assert list(Path().rglob("*.toml")) == []


@pytest.mark.parametrize(
    ("pages", "kind", "said"),
    [
        (
            {"/": '<link rel="https://api.w.org/" href="/wp-json/"><title>Us</title><main><p>Hello</main>'},
            ["wordpress"],
            "This site's pages mark it themselves",
        ),
        (
            {
                "/": '<title>Us</title><div id=content><p>Hello <a href="/a">a</a></div>',
                "/a": "<title>A</title><div id=content><p>Page last modified: 29/08/2023</div>",
            },
            ["crawl"],
            'content = "#content"\n',
        ),
        (
            {
                "/": '<title>Us</title><p><a href="/kb5/anyshire/localoffer/advice.page?id=5UlEpXIMM8M">Advice</a>',
                "/kb5/anyshire/localoffer/advice.page?id=5UlEpXIMM8M": "<title>A</title><div id=content><p>Hello",
            },
            ["kb5"],
            "its records are found through its lists",
        ),
    ],
)
def test_a_site_is_known_by_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: dict[str, str], kind: list[str], said: str
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    served = {path: html(page) for path, page in pages.items()}

    async def run() -> None:
        async with site(served, asked=[]) as port:
            how = ("init", f"http://127.0.0.1:{port}/", "--sources", str(tmp_path), "--allow-private", "--quiet")
            assert await asyncio.to_thread(commands.execute, how) == 0

    asyncio.run(run())
    [path] = tmp_path.glob("*.toml")
    assert [each.kind for each in config.load(path, finders.options()).finders] == kind
    assert said in path.read_text()
    assert ("Page last modified: 29/08/2023" in path.read_text()) is ("/a" in pages)


def test_a_site_is_not_called_by_the_name_of_one_page(
    ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    record = "https://www.harbourshirelocaloffer.co.uk/kb5/harbourshire/localoffer/advice.page?id=5UlEpXIMM8M"
    ask("init", record, *world.options)
    assert loaded("harbourshire").name == "Harbourshire Local Offer"
    ask("init", "https://www.harbourshire-voices.org.uk/help/topic-3/", *world.options)
    assert loaded("harbourshire-voices").name == "www.harbourshire-voices.org.uk"
    written = Path("sources/harbourshire-voices.toml").read_text()
    assert "make it longer: https://www.harbourshire-voices.org.uk/help/topic-3/" in written
    assert "told by the platform itself" in written


def test_all_of_govuk_is_no_site(ask: Callable[..., Ended]) -> None:
    ended = ask("init", "https://www.gov.uk/", "--offline")
    assert ended.code == 2
    assert "Give the address of a guide" in ended.err
