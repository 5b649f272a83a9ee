from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

from checker.pipeline._room import give_back, keep_apart


def held() -> int:
    """Give the bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="of C libraries glibc alone gives memory back when told",
)
def test_what_was_freed_between_things_that_stay_is_given_back() -> None:
    keep_apart()
    pieces = [bytes(20_000) for _ in range(3000)]  # 60 MB, and each second piece stays
    full = held()
    del pieces[::2]
    give_back()
    assert full - held() > 15_000_000


def test_where_the_c_library_knows_nothing_of_it_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    keep_apart()
    give_back()
