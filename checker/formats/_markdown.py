"""Words of a page as words in Markdown: no markup, no link, and nobody called."""

from __future__ import annotations

import re

from checker.formats._excerpt import quoted
from checker.formats._links import safe

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()|~!&^$])")
_BREAK = "\u200b"
"""A blank without width: what it parts is read as written, and no longer taken for a name or an address."""
_CALLS = re.compile(r"(@|#(?=\w)|\bGH-(?=\d)|:(?=//)|\bwww(?=\.))", re.IGNORECASE)
_AT_START = re.compile(r"^([#+\-=:]|\d+(?=[.)]))")


def plain(words: str) -> str:
    """Make words harmless: on one line, not endless, every mark of Markdown escaped, mentions and addresses broken."""
    inner = quoted(words)
    before, after = " " if inner and words[:1].isspace() else "", " " if inner and words[-1:].isspace() else ""
    escaped = before + _MARKUP.sub(r"\\\1", inner) + after
    return _CALLS.sub(rf"\1{_BREAK}", _AT_START.sub(rf"{_BREAK}\1", escaped))


def linked(words: str, address: str | None) -> str:
    """Make words a link to a page, where its address is one."""
    href = safe(address)
    if href is None or not href.startswith(("http:", "https:")):
        return plain(words)
    return f"[{plain(words)}](<{href.replace('<', '%3C').replace('>', '%3E')}>)"
