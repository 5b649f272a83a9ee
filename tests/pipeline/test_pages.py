"""A page that did not answer once is asked again, before anything is said of it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from checker import commands
from tests.web.servers import answer, nameserver, site

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HOST = "www.example.gov.uk"
SITE = f"""
name  = "Example"
start = "http://{HOST}/"
[[find]]
kind = "listing"
file = "pages.csv"
[links]
confirm = ["50ms"]
"""
PAGE = answer("200 OK", "Content-Type: text/html", body=b"<h1>Rent</h1><p>Telephone: 020 7946 095</p>")


class Hiccup:
    """Hangs up the first time, answers after that."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        self.times += 1
        if self.times > 1:
            writer.write(PAGE)
            await writer.drain()


def test_a_page_that_hung_up_once_is_read_at_the_second_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "example.toml").write_text(SITE)
    (tmp_path / "pages.csv").write_text(f"http://{HOST}/rent\n")
    page = Hiccup()

    async def run() -> int:
        pages = {"/rent": page, "/robots.txt": answer("404 Not Found")}
        async with site(pages) as port, nameserver({(HOST, "A"): ["127.0.0.1"]}) as names:
            where = ("--sources", str(tmp_path), "--reports", str(tmp_path / "reports"), "--nameserver", names)
            how = ("--connect-to", f"*:80=*:{port}", "--allow-private", "-w", "json", "-f", "concise", "--quiet")
            return await asyncio.to_thread(commands.execute, ("run", *where, *how))

    assert asyncio.run(run()) == 1
    assert "phone-cannot-ring" in capsys.readouterr().out
    assert page.times == 2


def test_an_unchanged_page_is_asked_once_a_night_however_many_pages_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text(SITE)
    (tmp_path / "pages.csv").write_text(f"http://{HOST}/one\nhttp://{HOST}/two\n")
    asked: list[str] = []

    def page(words: str) -> bytes:
        body = f"<h1>Rent</h1><p>{words}</p><p><a href=/one>One</a>, <a href=/two>two</a>, <a href=/gone>three</a></p>"
        return answer("200 OK", "Content-Type: text/html", body=body.encode())

    def targets() -> dict[str, dict[str, Any]]:
        made = json.loads((tmp_path / "reports/example/latest/report.json").read_bytes())
        return {each["url"].removeprefix(f"http://{HOST}"): each for each in made["targets"]}

    async def night(today: str, one: str) -> list[str]:
        asked.clear()
        pages = {"/one": page(one), "/two": page("Yours"), "/gone": answer("404 Not Found")}
        async with site(pages, asked=asked) as port, nameserver({(HOST, "A"): ["127.0.0.1"]}) as names:
            where = ("--sources", str(tmp_path), "--reports", str(tmp_path / "reports"), "--nameserver", names)
            how = ("--connect-to", f"*:80=*:{port}", "--allow-private", "-w", "json", "--quiet", "--today", today)
            await asyncio.to_thread(commands.execute, ("run", *where, *how))
        paths = (each.split()[1] for each in asked)
        return sorted(each for each in paths if each != "/robots.txt")

    assert asyncio.run(night("2026-11-23", "Mine")) == ["/gone", "/gone", "/one", "/two"]
    before = targets()
    assert asyncio.run(night("2026-11-24", "Mine")) == ["/gone", "/gone", "/one", "/two"]
    after = targets()
    assert {url: each["verdict"] for url, each in after.items()} == {"/one": "fine", "/two": "fine", "/gone": "gone"}
    assert after["/one"]["looked_at"] > before["/one"]["looked_at"]
    assert asyncio.run(night("2026-11-25", "Changed")).count("/two") == 1
    assert targets()["/one"]["verdict"] == "fine"
