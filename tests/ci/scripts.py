"""Runs the scripts of the workflows as a runner would: by environment variables, and nothing of this machine's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / ".github" / "scripts"


def run(folder: Path, *command: str, given: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), **(given or {})}
    return subprocess.run([*command], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60)
