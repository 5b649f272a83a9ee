"""Every target holds for its examples and for what was a fault once; `make soak` gives each a minute of new inputs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.fuzz import NAMES, seeds, targets
from tests.shared import shared

ROOT = Path(__file__).parents[2]
FOUND = sorted((Path(__file__).parent / "found").iterdir())
"""Named TARGET-WHAT: inputs that made it raise, or took it long, before the fault was mended."""
SECONDS = 60


def test_the_targets_are_those_that_can_be_named() -> None:
    assert tuple(targets.TARGETS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_for_its_examples(name: str) -> None:
    examples = list(seeds.of(name, None))
    assert examples
    for each in examples:
        targets.tried(name, each)


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_a_fault_once_is_none_any_more(file: Path) -> None:
    targets.tried(file.name.partition("-")[0], file.read_bytes())


def texts() -> tuple[str, ...]:
    """Say where the texts are that people labelled, if they are on this machine: a fuzzer does without, too."""
    try:
        return ("--texts", str(shared("labelled")))
    except pytest.skip.Exception:
        return ()


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_minute_of_inputs_nobody_thought_of(tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: pip install '.[fuzz]'")
    more = texts()

    def fuzzed(name: str) -> subprocess.CompletedProcess[bytes]:
        options = ("--seconds", str(SECONDS), "--folder", str(tmp_path), *more)
        command = [sys.executable, "-m", "tests.fuzz", name, *options]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=5 * SECONDS)

    with ThreadPoolExecutor(os.cpu_count()) as several:
        ended = dict(zip(NAMES, several.map(fuzzed, NAMES), strict=True))
    failed = {name: done.stderr.decode(errors="replace")[-3000:] for name, done in ended.items() if done.returncode}
    assert not failed, f"what led to it lies in {tmp_path}/found"
