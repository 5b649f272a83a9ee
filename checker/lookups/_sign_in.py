"""Signs that visitors are asked who they are, where the link promised something to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups._sight import plain, title_parts
from checker.lookups._tables import ends_with, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lookups._sight import Sight

_FEW_WORDS = 200


def signs(sight: Sight) -> Iterator[str]:
    """Yield why a visitor has to sign in, each `sign-in: words`. A link to a sign-in page or a portal is meant so."""
    if asks_to_sign_in(sight.asked_path):
        return
    known = ends_with(sight.host, words("sign_in", "host"))
    if known and known != ends_with(sight.asked_host, words("sign_in", "host")):
        yield f"sign-in: lands on {known}"
    if sight.asked_path.strip("/") == "":
        return
    if sight.moved and asks_to_sign_in(sight.path):
        yield f"sign-in: lands on {sight.path}"
    document = sight.document
    if document is not None and document.password and document.words <= _FEW_WORDS:
        said = next(filter(_asks, (*title_parts(document.title), *map(plain, document.headings))), None)
        if said:
            yield f'sign-in: form "{said[:80]}"'


def _asks(title: str) -> bool:
    bare = words("sign_in", "bare")
    ends = any(title.startswith(f"{each} ") or title.endswith(f" {each}") for each in bare)
    return ends or title in words("sign_in", "words")


def asks_to_sign_in(path: str) -> bool:
    """Tell whether a path is that of a sign-in page, by whole segments."""
    ended = path.rstrip("/") + "/"
    return any(f"{each}/" in ended for each in words("sign_in", "path"))
