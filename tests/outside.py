"""Programs from outside Python that a test needs: it is skipped where they are missing, or fails where it must run."""

from __future__ import annotations

import os
import shutil

import pytest


def needed(*names: str) -> str:
    """Give the path of the first of these programs that is there."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        reason = f"{names[0]} is not installed"
        if os.environ.get("CHECKER_TESTS_MUST_RUN") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found
