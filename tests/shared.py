"""Finds the test data of others that lies beside this repository, where there is any."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve()


def shared(name: str) -> Path:
    """Give a folder of `shared`, which stands beside the repository or above it; skip the test where there is none."""
    for above in HERE.parents[1:]:
        if (above / "shared" / name).is_dir():
            return above / "shared" / name
    pytest.skip(f"shared/{name} is not on this machine")


def rows(corpus: str, part: str = "") -> list[dict[str, Any]]:
    """Read the cases of a corpus: `rows("emails")`, `rows("emails", "mailto")`."""
    path = shared(f"corpora/{corpus}") / (f"{part}.dev.jsonl" if part else "dev.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
