"""How much one night may do: what is left comes first the next night, nothing is made up, and the report says so."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands.nights import PAGES, Desk, ended, until
from tests.world.council.pages import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended


def read(report: Any) -> set[str]:
    return {each["url"] for each in report["pages"] if each["read"] and each["url"] != f"{ORIGIN}/"}


def states(report: Any) -> set[str]:
    return {each["state"] for each in report["problems"]}


def night(desk: Desk, limit: str, why: str, *more: str, at_once: int = 4) -> Any:
    """Run a night that leaves something, and see to it that it says why and is not complete."""
    desk.lay_out(more=f"[night]\n{limit}\n", at_once=at_once)
    left = desk.run(*more)
    assert left.code == 3, left.err
    assert why in left.err
    assert [each["why"] for each in desk.report["unchecked"] if why in each["why"]]
    assert not desk.report["run"]["complete"]
    return desk.report


def test_pages_a_night_are_read_in_turn(desk: Desk) -> None:
    why = "Not all pages were read: the site's file allows 5 a night. The next night begins with the rest."
    nights = [read(night(desk, "pages = 5", why)) for _ in range(3)]
    assert [len(each) for each in nights] == [5, 5, 5]
    assert set.union(*nights) == {f"{ORIGIN}/local-offer/{each}" for each in PAGES}
    assert states(desk.report) <= {"still-open", "not-seen"}  # what was not looked at is not fixed
    desk.lay_out(more="[night]\npages = 14\n")
    assert desk.run().code == 1
    assert desk.report["run"]["complete"]


def test_links_a_night_are_asked_in_turn(desk: Desk) -> None:
    why = "Not all links were asked: the site's file allows 12 a night. The next night begins with the rest."
    fresh: list[int] = []
    known: set[str] = set()
    for _ in range(3):
        told = night(desk, "links = 12", why, "--fresh")
        seen = {each["url"] for each in told["targets"] if each["looked_at"] and ORIGIN not in each["url"]}
        fresh.append(len(seen - known))
        known |= seen
        assert states(told) <= {"still-open", "not-seen", "new"}
    assert fresh == [12, 12, 12]  # never one that was asked, while there are others
    left = [each for each in told["unchecked"] if "allows a night. This one comes first" in each["why"]]
    assert left


def test_bytes_a_night(desk: Desk) -> None:
    why = "because as much was fetched as the site's file allows a night (0.01 MB)."
    # one at a time, so that few pages are in hand when the limit is reached: those are read
    first = read(night(desk, 'bytes = "10kB"', why, at_once=1))
    assert 0 < len(first) < len(PAGES)
    second = read(night(desk, 'bytes = "10kB"', why, at_once=1))
    assert second - first  # begins with what was left
    assert states(desk.report) <= {"still-open", "not-seen"}
    desk.lay_out(more='[night]\nbytes = "1GB"\n')
    assert desk.run().code == 1
    assert len(read(desk.report)) == len(PAGES)


def test_the_doctor_tells_them(tmp_path: Path, ask: Callable[..., Ended]) -> None:
    words = '[night]\npages = 1\nlinks = 2000\nbytes = "1GB"\n'
    (tmp_path / "sources").mkdir()
    site = f'name = "One"\nstart = "https://www.example.gov.uk/"\n{words}'
    (tmp_path / "sources/one.toml").write_text(site, encoding="utf-8")
    said = ask("doctor", "--nameserver", "127.0.0.1:9").out
    assert "; a night does no more than 1 page, 2,000 links and 1,000 MB\n" in said


def test_what_waited_when_the_time_was_up_comes_first(desk: Desk) -> None:
    desk.lay_out(own_pace=8)
    assert desk.run("--time-limit", "1s").code == 3
    first = read(desk.report)
    assert 0 < len(first) < len(PAGES)
    desk.world.reset()
    desk.lay_out(own_pace=50)  # one after the other, or the last of the rest may be overtaken
    assert desk.run().code == 1
    pages = [f"{ORIGIN}{each.target}" for each in desk.world.visits if "/local-offer/" in each.target]
    assert not first & set(pages[: len(PAGES) - len(first)])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is no signal")
def test_a_run_that_is_stopped_before_it_read_anything_says_so_and_calls_nothing_fixed(desk: Desk) -> None:
    desk.lay_out()
    assert desk.run().code == 1
    desk.lay_out(own_pace=1)  # robots.txt first, so that a page is a second away
    desk.world.reset()
    run = desk.begin("--fresh")
    until(lambda: bool(desk.world.visits), run)
    run.send_signal(signal.SIGTERM)
    stopped = ended(run)
    assert stopped.code == 143, stopped.err
    # on a busy machine a page may be in before the signal is
    assert "Stopped early: 0 of" in stopped.err or "Stopped early: 1 of" in stopped.err
    assert "Traceback" not in stopped.err
    assert states(desk.report) <= {"not-seen", "still-open"}
