"""The links of the first page are asked before all of it is read: they are links that its reading finds too."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from checker import history
from checker.history import codec
from checker.model.pages import PageRef, Source
from checker.model.rules import Settings
from checker.model.sites import Site
from checker.pipeline._halt import Halt
from checker.pipeline._notes import Notes
from checker.pipeline._packed import led_to, pack
from checker.pipeline._pages import Pages
from checker.pipeline._read import Read
from checker.pipeline._workers import Workers
from tests.bench_load import load
from tests.history.nights import FIRST, Night, begin
from tests.pipeline.judgings import START
from tests.shared import shared

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from checker.pipeline._tools import Tools

SETTINGS = Settings(today=FIRST)
LINK, TEXT = "https://help.example.org/form", "https://advice.example.org/"
PAGE = f"""<!doctype html><title>Rent</title><h1>Rent</h1><p>Fill in <a href="{LINK}">the form</a>.
See {TEXT} for more, or write to jane@council.example.org.</p>
<p><a href="#top">Top</a> <a href="tel:02079460018">ring us</a> <a href="/?slaction=save">save</a>
<a href="/cdn-cgi/l/email-protection#1f">[email]</a></p>"""


def found(body: bytes, *, url: str = START, kind: str = "text/html") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what the links of a page lead to, and all that the page leads to."""
    source = Source(target=url, url=url, body=body, content_type=kind)
    packed = pack(source, SETTINGS)
    return led_to(source, SETTINGS), codec.gist(packed.gist).addresses if packed.gist else ()


def test_only_links_that_lead_somewhere_are_asked_before_a_page_is_read() -> None:
    assert found(PAGE.encode()) == ((LINK,), (LINK, TEXT))


@pytest.mark.parametrize("body", [b"", b"\x00\xff<a href=", b"%PDF-1.7 nothing", b"<a href='http://[::1'>x</a>"])
def test_nothing_is_asked_for_a_page_that_cannot_be_read(body: bytes) -> None:
    early, late = found(body)
    assert set(early) <= set(late)
    assert led_to(Source(target="x.pdf", body=b"%PDF", content_type="application/pdf"), SETTINGS) == ()


def test_the_links_of_a_long_page_are_all_known_early() -> None:
    early, late = found(load.page(load.sets(0.1)["D"], 0))
    assert len(early) == 301
    assert early == late


def test_real_texts_lead_early_nowhere_that_they_do_not_lead_to() -> None:
    lines = (shared("labelled") / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    bodies = [each.get("html") or each.get("text") or "" for each in map(json.loads, lines)]
    for body in bodies[::5]:
        early, late = found(body.encode())
        assert set(early) <= set(late), body


def test_the_first_page_leads_on_before_it_is_read_and_no_other_does(tmp_path: Path) -> None:
    urls = [f"{START}{number}" for number in range(3)]
    told: list[tuple[int, tuple[str, ...]]] = []

    async def all_of_them() -> AsyncIterator[PageRef]:
        for number, url in enumerate(urls):
            body = PAGE.replace("</h1>", f" {number}</h1>").encode()
            yield PageRef(url=url, found_by="folder", body=body, content_type="text/html")

    def lead(addresses: Iterable[str]) -> tuple[str, ...]:
        told.append((len(pages.read.packed), tuple(addresses)))
        return told[-1][1]

    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory, Workers(0) as workers:
        night = begin(memory, 0, Night())
        tools = SimpleNamespace(night=night, workers=workers, watch=lambda *_: None, halt=Halt(), fresh=False)
        site = Site(key="example", name="Example", start=START)
        pages = Pages(site, SETTINGS, cast("Tools", tools), Notes(night), read=Read(), lead=lead)
        asyncio.run(pages.read_all(all_of_them()))
    assert told == [(0, (LINK,)), (0, (LINK, TEXT)), (1, (LINK, TEXT)), (2, (LINK, TEXT))]
