"""A page that did not answer once is asked again, before anything is said of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

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
