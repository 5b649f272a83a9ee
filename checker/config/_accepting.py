"""Writes accepted problems into a site file. Nothing else in the file moves, its comments least of all."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from checker.errors import Incomplete
from checker.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from checker.model.sites import Accepted


def entry(accepted: Accepted) -> str:
    """Write one entry as it stands in a site file."""
    lines = "".join(f"{key:<6} = {value}\n" for key, value in _pairs(accepted))
    return f"[[accept]]\n{lines}"


def add(path: Path, text: str, entries: Iterable[Accepted]) -> None:
    """Put entries at the end of a site file. The file is replaced in one step, so that it is never half written.

    Args:
        path: The file.
        text: What stands in it.
        entries: What to add.

    Raises:
        Incomplete: It cannot be written.
    """
    whole = text.rstrip("\n") + "".join(f"\n\n{entry(each)}".rstrip("\n") for each in entries) + "\n"
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(whole, encoding="utf-8", newline="")
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        os.replace(beside, path)  # noqa: PTH105 - Path.replace is the same, but this name is known to be atomic
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise Incomplete(f"{path} could not be written: {(fault.strerror or 'unknown reason').lower()}.") from fault


def _pairs(accepted: Accepted) -> Iterator[tuple[str, str]]:
    for key in ("link", "rule", "page", "quote"):
        value = getattr(accepted, key)
        if value is not None:
            yield key, _quoted(value)
    yield "reason", _quoted(accepted.reason)
    yield "by", _quoted(accepted.by)
    yield "until", accepted.until.isoformat()


def _quoted(words: str) -> str:
    # JSON's strings are TOML's, but for DEL, which printable drops with the other controls
    return json.dumps(printable(words), ensure_ascii=False)
