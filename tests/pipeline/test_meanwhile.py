"""While others are read and the last answers are awaited, pages are judged about which everything is known."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from checker import commands, history
from checker.history.outcomes import outcome
from checker.model.mentions import Kind
from checker.model.originals import Claim
from checker.model.targets import Verdict
from checker.pipeline import _meanwhile
from checker.pipeline._addresses import Addresses
from checker.pipeline._judging import Judging
from checker.pipeline._meanwhile import meanwhile
from checker.pipeline._notes import Notes
from checker.pipeline._workers import Workers
from tests.finders.asking import html
from tests.history.nights import FIRST, Night, begin, finish, reading, result, target, whole
from tests.pipeline.judgings import START, judging_of
from tests.pipeline.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from checker.history.recording import Recording
    from tests.web.servers import Page

PAGES = {f"{START}{number}": f"https://help.example.org/{number}" for number in range(6)}
"""By page, where it leads."""
LEADS = {page: (address,) for page, address in PAGES.items()}
LAST = f"{START}5"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Recording]:
    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory:
        recording = begin(memory, 0, Night())
        recording.record_pages(outcome(result(each, Night(), read=True), reading=reading(each)) for each in PAGES)
        yield recording
        finish(recording, Night())
        run, _ = whole(memory)
        left = {page.address: [each.what for each in page.unchecked] for page in run.pages if page.address in PAGES}
        assert left == {page: [address] for page, address in PAGES.items()}, "a page was judged before its answer came"


def all_open() -> Addresses:
    addresses = Addresses(waits=lambda _: False, prepare=lambda new: new)
    addresses.add(PAGES.values())
    addresses.end()
    return addresses


def answer(notes: Notes, addresses: Addresses, page: str) -> None:
    notes.answer(target(PAGES[page], Verdict.BLOCKED_US, FIRST))
    addresses.settle(PAGES[page])


async def until_quiet(judging: Judging) -> set[str]:
    """Wait until nothing more is judged."""
    before = -1
    while len(judging.done) != before:
        before = len(judging.done)
        await asyncio.sleep(0.05)
    return set(judging.done)


def judged_meanwhile(night: Recording, *, claims: Mapping[str, tuple[Claim, ...]] | None = None) -> set[str]:
    """Judge all pages, and give those that were judged as their answers came in, all of them at once."""

    async def judged() -> set[str]:
        with Workers(0) as workers:
            judging, addresses, notes = judging_of(night, LEADS, workers, claims=claims), all_open(), Notes(night)
            async with meanwhile(judging, addresses, notes):
                for page in PAGES:
                    answer(notes, addresses, page)
                early = await until_quiet(judging)
            await judging.judge_all()
        return early

    return asyncio.run(judged())


def test_a_page_is_judged_when_the_last_of_its_answers_is_in(night: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_meanwhile, "_SECONDS", 0.001)

    async def judged() -> list[set[str]]:
        seen = []
        with Workers(0) as workers:
            judging, addresses, notes = judging_of(night, LEADS, workers), all_open(), Notes(night)
            async with meanwhile(judging, addresses, notes):
                seen.append(await until_quiet(judging))
                for page in list(PAGES)[:5]:
                    answer(notes, addresses, page)
                seen.append(await until_quiet(judging))
            answer(notes, addresses, LAST)
            notes.write()
            await judging.judge_all()
            seen.append(set(judging.done))
        return seen

    assert asyncio.run(judged()) == [set(), PAGES.keys() - {LAST}, PAGES.keys()]


def test_a_page_that_claims_something_of_others_waits_for_their_websites(
    night: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_meanwhile, "_SECONDS", 0.001)
    claim = Claim("https://charity.example.org/", Kind.PHONE, "+442079460958")

    early = judged_meanwhile(night, claims={LAST: (claim,)})
    assert early == PAGES.keys() - {LAST}


def test_no_page_is_judged_while_answers_wait_to_be_written(night: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_meanwhile, "_SECONDS", 0.001)

    async def judged() -> list[set[str]]:
        seen = []
        with Workers(0) as workers:
            judging, addresses, notes = judging_of(night, LEADS, workers), all_open(), Notes(night)
            notes.wait_for(f"{START}long")
            async with meanwhile(judging, addresses, notes):
                for page in PAGES:
                    answer(notes, addresses, page)
                seen.append(await until_quiet(judging))
                notes.wait_for(None)
                seen.append(await until_quiet(judging))
            await judging.judge_all()
        return seen

    assert asyncio.run(judged()) == [set(), set(PAGES)]


def test_no_more_are_judged_meanwhile_than_memory_is_meant_to_hold(
    night: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_meanwhile, "_SECONDS", 0.001)
    monkeypatch.setattr(_meanwhile, "_MOST", 2)

    assert len(judged_meanwhile(night)) == 2


def test_what_was_judged_by_answers_that_are_not_believed_is_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early: list[set[str]] = []
    judge = Judging.judge

    async def watched(judging: Judging, urls: Iterable[str]) -> None:
        some = list(urls)
        early.append(set(some))
        await judge(judging, some)

    monkeypatch.setattr(Judging, "judge", watched)
    same = {"*": html("<h1>Welcome to our network</h1><p>Sign in with your room number and your name to go on.</p>")}
    with served(same, [], host="0.0.0.0") as port, socket.create_server(("127.0.0.30", 0)) as silent:  # noqa: S104 - all of 127.0.0.0/8
        walled = " ".join(f'<a href="http://127.0.0.{number}:{port}/">Guide {number}</a>' for number in range(21, 29))
        late = f'<a href="http://127.0.0.30:{silent.getsockname()[1]}/">Late</a>'
        pages = {"/": html(f"<h1>Help</h1><p>{walled}</p>"), "/late": html(f"<h1>More</h1><p>{late}</p>")}
        report, code = one_night(tmp_path, pages, patience=2)
    assert {"/"} in [{urlsplit(url).path for url in some} for some in early[:-1]]
    assert code == 3
    why = "8 of 9 websites show the very same words. Our own network may show a page of its own."
    said = {each["what"] for each in report["unchecked"] if each["why"] == why}
    assert {urlsplit(each).hostname for each in said} >= {f"127.0.0.{number}" for number in range(21, 29)}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Give what is set when the first page is judged."""
    event, judge = threading.Event(), Judging.judge

    async def watched(judging: Judging, urls: Iterable[str]) -> None:
        some = list(urls)
        await judge(judging, some)
        if "/first" in {urlsplit(url).path for url in some}:
            event.set()

    monkeypatch.setattr(Judging, "judge", watched)
    return event


def late(page: bytes, judged: threading.Event, early: list[bool]) -> Page:
    """Serve a page when the first is judged, and note whether that came about."""

    async def serve(writer: asyncio.StreamWriter) -> None:
        early.append(await asyncio.to_thread(judged.wait, 20))
        writer.write(page)
        await writer.drain()

    return serve


BROKEN = html("<h1>Rent</h1><p>Telephone: 020 7946 095. <a href='/first'>First</a></p>")


def test_a_page_is_judged_while_others_are_still_read(tmp_path: Path, judged: threading.Event) -> None:
    early: list[bool] = []
    asked: list[str] = []
    more = html("<h1>More</h1><p>Telephone: 020 7946 096.</p>")
    report, code = one_night(tmp_path, {"/first": BROKEN, "/late": late(more, judged, early)}, asked=asked)
    assert early == [True]
    assert code == 1
    found = {(urlsplit(each["page"]).path, each["rule"]) for each in report["problems"]}
    assert {("/first", "phone-cannot-ring"), ("/late", "phone-cannot-ring")} <= found
    assert len([each for each in asked if each.startswith("GET /first ")]) == 1, "the site's own page was asked twice"


def test_what_was_judged_of_a_page_that_is_not_believed_after_all_is_taken_back(
    tmp_path: Path, judged: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.pipeline._judging._BATCH", 1)  # what is judged is recorded at once
    early: list[bool] = []
    pages: dict[str, Page] = {f"/{number}": late(BROKEN, judged, early) for number in range(5)}
    other = html("<h1>Other</h1><p>Words of its own stand here.</p>")
    report, code = one_night(tmp_path, {"/first": BROKEN, "/other": other, **pages})
    assert early == [True] * 5
    assert code == 3
    assert report["problems"] == []
    said = [each["what"] for each in report["unchecked"] if each["why"].startswith("The very same words")]
    assert sorted(urlsplit(each).path for each in said) == [*pages, "/first"]


def one_night(
    folder: Path, pages: dict[str, Page], *, asked: list[str] | None = None, patience: int = 30
) -> tuple[Any, int]:
    """Run a night over some pages, and give its report and its exit code. One answer may take `patience` seconds."""
    (folder / "sources").mkdir()
    with served(pages, asked if asked is not None else []) as port:
        start = f"http://127.0.0.1:{port}/"
        timeout = f'name = "1s", connect = "2s", first_byte = "{patience}s", all = "{patience}s"'
        quick = f"[links]\nconfirm = []\ntimeout = {{ {timeout} }}\n"
        listed = "".join(f"{start}{path[1:]}\n" for path in pages)
        (folder / "sources/pages.csv").write_text(f"url\n{listed}")
        find = '[[find]]\nkind = "listing"\nfile = "pages.csv"\n'
        (folder / "sources/here.toml").write_text(f'name = "Here"\nstart = "{start}"\n{quick}{find}')
        where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
        how = ("--format", "json", "--output", str(folder / "out.json"), "--quiet", "--allow-private")
        code = commands.execute(("run", *where, *how))
    return json.loads((folder / "out.json").read_bytes()), code
