"""The hooks for pre-commit name commands and options that exist."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from checker import commands

HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
ENTRIES = [
    line.partition(":")[2].strip() for line in HOOKS.read_text().splitlines() if line.strip().startswith("entry:")
]


def test_there_are_three() -> None:
    assert len(ENTRIES) == HOOKS.read_text().count("- id: ") == 3


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_hook_fails_or_changes_a_file_where_something_is_wrong(
    entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name, words = ("a.toml", "nonsense") if entry.endswith("sites") else ("a.html", "<p>Ring 0171 946 0018 now")
    Path(name).write_text(words)
    program, *options = shlex.split(entry)
    assert program == "checker"
    code = commands.execute((*options, name))
    assert code in {1, 2} or Path(name).read_text() != words
