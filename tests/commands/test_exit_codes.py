"""One test for each row of the contract's exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from checker.commands import _endings
from checker.errors import Incomplete, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended

TODAY = ("--today", "2026-11-23", "--offline")


@pytest.mark.usefixtures("page")
def test_0_nothing_as_bad(ask: Callable[..., Ended]) -> None:
    assert ask("check", "page.txt", *TODAY).code == 0


@pytest.mark.usefixtures("page")
def test_1_something_as_bad(ask: Callable[..., Ended]) -> None:
    assert ask("check", "page.txt", *TODAY, "--fail-on", "doubtful").code == 1
    assert ask("check", "page.txt", *TODAY, "--fail-on", "untidy").code == 1
    assert ask("check", "page.txt", *TODAY, "--fail-on", "never").code == 0
    assert ask("check", "page.txt", *TODAY, "--fail-on", "danger").code == 0


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "page.txt"], 'there is no command called "chek".\nDid you mean "check"?'),
        (["check", "page.txt", "--frmat", "json"], "no such option '--frmat'. Did you mean '--format'?"),
        (["check", "page.txt", "--format", "jsn"], 'there is no format called "jsn".\nDid you mean "json"?'),
        (
            ["check", "page.txt", "--only", "page-not-reviwed"],
            'called "page-not-reviwed".\nDid you mean "page-not-reviewed"?',
        ),
        (["check", "page.txt", "--skip", "nothing"], 'there is no rule called "nothing".'),
        (["check", "page.txt", "--type", "htm"], 'there is no type called "htm".\nDid you mean "html"?'),
        (["check", "page.txt", "--site", "oakly"], 'there is no site called "oakly" in sources/.'),
        (["check", "page.txt", "--today", "23/11/2026"], '"23/11/2026" is not a date.'),
        (["check", "page.txt", "--region", "XX"], 'there is no country "XX".'),
        (["check", "page.txt", "--base", "www.example.gov.uk"], '"www.example.gov.uk" is not a web address.'),
        (["check", "page.txt", "--fail-on", "worst"], "'worst' is not one of"),
        (["check", "page.txt", "--color", "maybe"], "'maybe' is not one of"),
        (["check", "page.txt", "--output", "no/such/place.json"], "there is no folder"),
        (["check", "page.txt", "--output", "page.txt"], '"page.txt" is a page to be checked.'),
        (["check", ".", "--output", "page.txt"], '"page.txt" is a page to be checked.'),
        (["check"], "TARGET... is missing."),
        (["check", "nowhere.html"], "There is no file or folder called “nowhere.html”."),
        (["check", "page.txt/inside.html"], "There is no file or folder called “page.txt/inside.html”."),
        (["check", ""], "There is no file or folder called “”."),
        (["check", "www.example.gov.uk/page"], "A web address begins with https://."),
        (["explain", "page-not-reviwed"], 'Did you mean "page-not-reviewed"?'),
        (["schema", "reports"], 'there is no schema called "reports".\nDid you mean "report"?'),
    ],
)
def test_2_asked_wrongly(ask: Callable[..., Ended], arguments: list[str], said: str) -> None:
    ended = ask(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert ended.err.startswith("Error: ")
    assert "Traceback" not in ended.err
    assert "nvalid" not in ended.err


def test_2_without_a_command(ask: Callable[..., Ended]) -> None:
    ended = ask()
    assert ended.code == 2
    assert ended.out == ""
    assert "Commands:" in ended.err


def test_2_a_site_file_with_a_fault(ask: Callable[..., Ended], page: Path) -> None:
    sources = page.parent / "sources"
    sources.mkdir()
    (sources / "oakley.toml").write_text('name = "a"\nstart = "https://a.example/"\n[ages]\nwrng = 3\n')
    ended = ask("check", "page.txt", "--site", "oakley")
    assert ended.code == 2
    assert ended.err == 'Error: sources/oakley.toml line 4: [ages] "wrng" is not a setting. Did you mean "wrong"?\n'
    assert ended.out == ""


def test_3_what_cannot_be_completed(ask: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    for target in ("empty", "picture.png", "https://www.example.gov.uk/"):
        for command in ("check", "extract"):
            ended = ask(command, target, "--offline")
            assert ended.code == 3, target
            assert ended.err.startswith(f"Error: {target}: "), target


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full to write to")  # noqa: PTH110 - a plain question
def test_3_the_disk_is_full(ask: Callable[..., Ended], page: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - it is not a path of ours
        env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        env["PYTHONPATH"] = os.pathsep.join(sys.path)
        command = [sys.executable, "-m", "checker", "check", page.name, "--offline"]
        done = subprocess.run(command, cwd=page.parent, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"could not be written to standard output: no space left on device." in done.stderr
    assert b"Traceback" not in done.stderr
    assert ask("check", page.name, "--output", "/dev/full").code == 3


def test_3_a_fault_in_the_checker(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise ZeroDivisionError("words from a page \x1b[31m")

    assert _endings.code_of(broken) == 3
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "\x1b" not in said
    assert said.endswith("This is a fault in the checker, not in your pages.\n")


def test_errors_bring_their_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(fault: Exception) -> Callable[[], None]:
        def command() -> None:
            raise fault

        return command

    assert _endings.code_of(fail(UsageFault("There is no such thing.", "Try another."))) == 2
    assert capsys.readouterr().err == "Error: there is no such thing.\nTry another.\n"
    assert _endings.code_of(fail(Incomplete("It is full."))) == 3
    assert _endings.code_of(fail(KeyboardInterrupt())) == 130
    assert _endings.code_of(fail(_endings.Terminated())) == 143


@pytest.mark.parametrize(
    ("codes", "gravest"),
    [([], 0), ([0, 1], 1), ([1, 3], 3), ([3, 2, 1], 2), ([2, 130], 130), ([3, 143, 2], 143)],
)
def test_when_several_hold(codes: list[int], gravest: int) -> None:
    assert _endings.gravest(codes) == gravest


@pytest.mark.usefixtures("page")
def test_one_target_costs_no_other_its_result(ask: Callable[..., Ended]) -> None:
    ended = ask("check", "nowhere.html", "https://www.example.gov.uk/", "page.txt", *TODAY, "--format", "json")
    assert ended.code == 2
    assert [page["url"] for page in ended.json["pages"] if page["read"]] == ["page.txt"]
    assert {each["what"] for each in ended.json["unchecked"]} == {"nowhere.html", "https://www.example.gov.uk/"}
    assert ended.json["run"]["complete"] is False
    ended = ask("check", "https://www.example.gov.uk/", "page.txt", *TODAY, "--fail-on", "untidy")
    assert ended.code == 3


# SIGINT may be ignored where tests run in the background, and would then be in the program too
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from checker.commands import main
main()
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_130_and_143_what_was_done_is_printed(page: Path, sent: signal.Signals, code: int) -> None:
    slow = page.parent / "slow.txt"
    os.mkfifo(slow)
    command = [sys.executable, "-c", PROGRAM, "check", page.name, slow.name, "never.txt", *TODAY, "--format", "json"]
    (page.parent / "never.txt").write_text("never reached")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, cwd=page.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            writing = opened_for_reading(slow)
            process.send_signal(sent)
            # a signal that comes just before a read begins does not end it: the end of what is read does
            os.close(writing)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == code
    assert b"Stopped early: 1 of 3 pages checked.\n" in err
    assert b"Traceback" not in err
    document = json.loads(out)
    assert document["run"]["complete"] is False
    assert [each["url"] for each in document["pages"] if each["read"]] == ["page.txt"]
    assert [each["what"] for each in document["unchecked"]] == ["never.txt", "slow.txt"]


def opened_for_reading(pipe: Path) -> int:
    """Wait until somebody reads from a named pipe, and keep it open."""
    for _ in range(1000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody yet
            time.sleep(0.01)
    raise TimeoutError(pipe)


def test_a_reader_who_goes_away_is_no_error(start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("\n\n".join(f"Ring 020 7275 {number:04}." for number in range(3000)))
    with start("extract", "page.txt", "--format", "json", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0
