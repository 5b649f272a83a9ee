"""`python -m tests.world`, as `make demo` uses it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from checker import config

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "import json, sys; print(json.dumps(sys.argv[1:])); sys.exit(3)"
WAITING = "import time; print('here', flush=True)\ntry: time.sleep(20)\nexcept KeyboardInterrupt: exit(130)"


def by_hand(folder: Path, *command: str) -> subprocess.Popen[str]:
    start = [sys.executable, "-W", "error", "-m", "tests.world", "--folder", str(folder), "--exec", *command]
    return subprocess.Popen(start, stdout=subprocess.PIPE, text=True)


def test_a_command_is_led_into_the_world_and_ends_with_its_own_code(tmp_path: Path) -> None:
    with by_hand(tmp_path, sys.executable, "-c", ASKED, "run", "--only", "phone") as process:
        out, _ = process.communicate(timeout=20)
    assert process.returncode == 3
    told = json.loads(out)
    assert told[:3] == ["run", "--only", "phone"]
    options = dict(zip(told[3::2], told[4::2], strict=True))
    assert options["--today"] == "2026-11-23"
    assert options["--nameserver"].startswith("127.77.0.1:")
    assert options["--allow-network"] == "127.77.0.0/16"
    assert config.load(tmp_path / "sources" / "harbourshire.toml").name == "Harbourshire Local Offer"


def test_a_command_that_writes_no_reports_is_not_asked_to(tmp_path: Path) -> None:
    with by_hand(tmp_path, sys.executable, "-c", ASKED, "extract", "https://www.harbourshire.gov.uk/") as process:
        told = json.loads(process.communicate(timeout=20)[0])
    assert {each for each in told if each.startswith("--")} == {
        *("--today", "--nameserver", "--connect-to", "--ca-bundle", "--allow-network"),
    }


def test_ctrl_c_is_left_to_the_command(tmp_path: Path) -> None:
    with by_hand(tmp_path, sys.executable, "-c", WAITING) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGINT)  # on a terminal both get it; here only the world does, and goes on
        time.sleep(0.1)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 128 + signal.SIGTERM
