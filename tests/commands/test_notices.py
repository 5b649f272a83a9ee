"""Owners are told after a run, and beforehand it can be seen what they would be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.notices.test_ways import SECRET, web

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

SITE = """
name  = "Example Council"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "../pages"
[[owner]]
owner   = "Housing"
pattern = "/housing/*"
notify  = "HOUSING_CHANNEL"
[[owner]]
owner   = "Bins"
pattern = "/bins/*"
notify  = "BINS_CHANNEL"
"""
FINE = "<title>Hostels</title><h1>Hostels</h1><p>Ring 020 7946 0958 on any day, or come to see us.</p>"
WRONG = FINE.replace("020 7946 0958", "020 7946 095")


@pytest.fixture
def night(ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run a night over a folder: no address is asked, since its pages have no links."""
    monkeypatch.delenv("CHECKER_OFFLINE")
    for place, words in {"sources/example.toml": SITE, "pages/housing/hostels.html": FINE}.items():
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        Path(place).write_text(words)

    def run(day: str, *more: str) -> Ended:
        return ask("run", "--today", day, "--only", "phone-cannot-ring", "-w", "json", *more)

    return run


def test_who_has_new_problems_is_told_once(night: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    with web() as (host, got):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/{SECRET}")
        assert "Told" not in night("2026-11-24").err, "nothing on the first run"
        Path("pages/housing/hostels.html").write_text(WRONG)
        second = night("2026-11-25", "--reports-url", "https://reports.example.gov.uk")
        assert second.code == 1
        assert "Told Housing by HOUSING_CHANNEL: Housing: 1 new problem on your advice pages" in second.err
        assert SECRET not in second.err + second.out
        night("2026-11-25")
        night("2026-11-26")
    ((_, said),) = got
    assert said["first"] == "Example Council: 1 new problem on Hostels."
    assert "https://reports.example.gov.uk/example/latest/report.html#owner=Housing" in said["text"]
    assert SECRET not in Path("reports/notices.json").read_text()


def test_what_cannot_be_sent_is_said_and_sent_the_next_night(
    night: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    night("2026-11-24")
    Path("pages/housing/hostels.html").write_text(WRONG)
    second = night("2026-11-25")
    assert second.code == 1, "the exit code is that of the findings"
    assert "Housing could not be told: HOUSING_CHANNEL is not set." in second.err
    with web(500) as (host, _):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/{SECRET}")
        third = night("2026-11-26")
    assert third.code == 1
    assert "Housing could not be told by HOUSING_CHANNEL: The webhook answered 500." in third.err
    assert SECRET not in third.err + third.out
    with web() as (host, got):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/{SECRET}")
        night("2026-11-27")
    assert len(got) == 1


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(
    night: Callable[..., Ended], ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    night("2026-11-24")
    Path("pages/housing/hostels.html").write_text(WRONG)
    night("2026-11-25")
    before = {path: path.read_bytes() for path in Path("reports").rglob("*") if path.is_file()}
    with web() as (host, got):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/{SECRET}")
        shown = ask("report", "example", "--notices")
    assert got == []
    assert shown.code == 0
    assert shown.out.startswith("To: Housing, by HOUSING_CHANNEL\nSubject: Housing: 1 new problem")
    assert SECRET not in shown.out + shown.err
    changed = {path for path, body in before.items() if path.read_bytes() != body}
    assert {path.name for path in changed} <= {"history.db"}


def test_offline_nobody_is_told(night: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    night("2026-11-24")
    Path("pages/housing/hostels.html").write_text(WRONG)
    with web() as (host, got):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/")
        night("2026-11-25", "--offline")
    assert got == []


def test_a_night_that_sees_nothing_twice_is_told(night: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pages/housing/hostels.html").write_text(WRONG)
    with web() as (host, got):
        monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+http://{host}/")
        night("2026-11-24")
        Path("pages/housing/hostels.html").unlink()
        assert night("2026-11-25").code == 3
        assert got == []
        assert night("2026-11-26").code == 3
        assert night("2026-11-27").code == 3
        Path("pages/housing/hostels.html").write_text(WRONG)
        night("2026-11-28")
    ((_, said),) = got
    assert said["subject"] == "Housing: the check of your advice pages was incomplete two nights running"


def test_a_memory_that_cannot_be_read_is_said(night: Callable[..., Ended]) -> None:
    night("2026-11-24")
    Path("reports/notices.json").write_text('{"channels": {"HOUSING_CHANNEL": 5}}')
    ended = night("2026-11-25")
    assert ended.code == 0
    assert "notices.json cannot be read" in ended.err
    assert json.loads(Path("reports/notices.json").read_bytes())["version"] == 1


def test_doctor_says_which_channels_are_set(
    night: Callable[..., Ended], ask: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert night  # it wrote the site file
    monkeypatch.setenv("HOUSING_CHANNEL", f"webhook+https://127.0.0.1/{SECRET}")
    said = ask("doctor", "--nameserver", "127.0.0.1:9").out
    assert "Notices       HOUSING_CHANNEL is set\n" in said
    assert "Notices       BINS_CHANNEL is not set, so nobody can be told by it\n" in said
    assert SECRET not in said
