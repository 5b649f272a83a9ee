"""Pages that script builds, with a browser and without."""

from __future__ import annotations

import asyncio
import json
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest

from checker import commands
from checker.errors import Incomplete
from checker.model.fetching import Pace, WebOptions
from checker.web import browser
from checker.web.browser import Browser
from checker.web.client import Client
from tests.finders.asking import html, raw
from tests.outside import needed
from tests.pipeline.serving import served
from tests.web.servers import site

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = b"""
fetch('/data.json').then(answer => answer.json()).then(data => {
  document.getElementById('root').innerHTML = '<h1>Help</h1><p>Ring ' + data.phone + ' today</p>'
  fetch('/sent', {method: 'POST', body: 'x'}).catch(() => 0)
  fetch('http://169.254.169.254/secret').catch(() => 0)
  try { new WebSocket('ws://127.0.0.1:PORT/socket') } catch (fault) {}
  document.title = typeof RTCPeerConnection
})
navigator.serviceWorker && navigator.serviceWorker.register('/worker.js').catch(() => 0)
"""
PAGES = {
    "/": html('<title>Us</title><div id="root"></div><img src="/picture.png"><script src="/app.js"></script>'),
    "/app.js": raw(SCRIPT, "Content-Type: text/javascript"),
    "/data.json": raw(b'{"phone": "0171 946 0018"}', "Content-Type: application/json"),
    "/worker.js": raw(b"", "Content-Type: text/javascript"),
}
OPTIONS = WebOptions(
    agent="checker-tests",
    networks=(ip_network("127.0.0.0/8"),),
    own_hosts=frozenset({"127.0.0.1"}),
    own=Pace(per_second=1000.0, at_once=4),
)


def test_the_browser_reaches_nothing_but_through_our_client() -> None:
    needed("chromium", "chromium-browser", "google-chrome")
    asked: list[str] = []

    async def run() -> str:
        async with (
            site(dict(PAGES), asked=asked) as port,
            Client(OPTIONS) as web,
            Browser(web.fetch, agent="checker-tests") as shown,
        ):
            return (await shown.render(f"http://127.0.0.1:{port}/")).decode()

    built = asyncio.run(run())
    assert "<p>Ring 0171 946 0018 today</p>" in built
    assert "<title>undefined</title>" in built
    assert sorted(each.split(" ")[1] for each in asked) == ["/", "/app.js", "/data.json", "/robots.txt"]
    assert all("user-agent: checker-tests" in each.lower() for each in asked)


def night(folder: Path, *, render: str) -> Any:
    (folder / "sources").mkdir()
    with served(PAGES, []) as port:
        said = f'name = "Us"\nstart = "http://127.0.0.1:{port}/"\nrender = {render}\n[[find]]\nkind = "crawl"\n'
        (folder / "sources/us.toml").write_text(said)
        where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
        how = ("--format", "json", "--output", str(folder / "out.json"), "--quiet", "--allow-private")
        assert commands.execute(("run", *where, *how)) in {0, 1, 3}
    return json.loads((folder / "out.json").read_bytes())


@pytest.mark.parametrize("render", ["true", '["*/"]'])
def test_a_page_that_script_builds_is_read_as_a_reader_sees_it(tmp_path: Path, render: str) -> None:
    needed("chromium", "chromium-browser", "google-chrome")
    report = night(tmp_path, render=render)
    assert "phone-old-london-code" in {each["rule"] for each in report["problems"]}
    assert [each["why"] for each in report["unchecked"]] == []


def test_without_a_word_in_the_site_file_it_is_said(tmp_path: Path) -> None:
    report = night(tmp_path, render="false")
    assert [each["why"] for each in report["unchecked"]] == [
        "This page is built by script. To have it read, say render = true in the file of its site."
    ]


def test_without_a_browser_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PROGRAMS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    report = night(tmp_path, render="true")
    assert [each["why"] for each in report["unchecked"]] == [
        "This page is built by script. To read it, install Chromium: none was found, or it does not start."
    ]


def checked(folder: Path, command: str = "check") -> Any:
    """Check the page before it is published, by the settings of its site."""
    (folder / "sources").mkdir()
    with served(PAGES, []) as port:
        start = f"http://127.0.0.1:{port}/"
        said = f'name = "Us"\nstart = "{start}"\nrender = true\n[[find]]\nkind = "crawl"\n'
        (folder / "sources/us.toml").write_text(said)
        how = ("--sources", str(folder / "sources"), "--format", "json", "--output", str(folder / "out.json"))
        assert commands.execute((command, start, *how, "--allow-private")) in {0, 1}
    return json.loads((folder / "out.json").read_bytes())


def test_a_page_that_script_builds_is_checked_as_a_reader_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needed("chromium", "chromium-browser", "google-chrome")
    report = checked(tmp_path)
    assert "phone-old-london-code" in {each["rule"] for each in report["problems"]}
    assert report["unchecked"] == []
    assert "built by script" not in capsys.readouterr().err


def test_its_contacts_are_extracted_too(tmp_path: Path) -> None:
    needed("chromium", "chromium-browser", "google-chrome")
    page = checked(tmp_path, "extract")["pages"][0]
    assert [each["raw"] for each in page["mentions"] if each["kind"] == "phone"] == ["0171 946 0018"]


def test_before_publishing_too_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PROGRAMS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    assert [each["why"] for each in checked(tmp_path)["unchecked"]] == [
        "This page is built by script. To read it, install Chromium: none was found, or it does not start."
    ]


def test_a_page_that_is_not_there_is_a_sentence() -> None:
    needed("chromium", "chromium-browser", "google-chrome")

    async def run() -> None:
        async with Client(OPTIONS) as web, Browser(web.fetch, agent="checker-tests") as shown:
            await shown.render("http://127.0.0.1:1/")

    with pytest.raises(Incomplete, match="could not build this page"):
        asyncio.run(run())
