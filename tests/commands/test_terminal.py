"""Colour, width, and words on stderr."""

from __future__ import annotations

import io

import pytest

from checker.commands import _terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "colour"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
    ],
)
def test_who_decides_about_colour(choice: str, environ: dict[str, str], *, terminal: bool, colour: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert _terminal.coloured(choice, stream, environ) is colour


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("400", 100), ("5", 40), ("", 100)])
def test_lines_are_never_too_long_to_read(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert _terminal.width() == width


def test_what_is_said_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _terminal.say("a\x1b[31mb\x07\u202ec\x9b1m")
    assert capsys.readouterr().err == "a[31mbc1m\n"


def test_what_is_said_commands_no_log(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _terminal.say("::error::x ##[error]y")
    said = capsys.readouterr().err
    assert "::" not in said
    assert "##[" not in said
