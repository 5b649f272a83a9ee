"""Finds pages in a folder of files: a site before it is published, or an export of one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from msgspec import Meta, Struct, field

from checker.finders._addresses import plain
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from checker.model.finding import Ask
    from checker.model.sites import Site

_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
_INDEX = frozenset({"index.html", "index.htm"})
_LARGEST = 20_000_000
"""Bytes, as much as a reader takes (20 MB)."""


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The files of a folder, read where they are; nothing is fetched."""

    path: Annotated[str, Meta(min_length=1, description="The folder, seen from where the site file is.")]
    base: Annotated[
        str | None, Meta(description="Address under which the folder is published. Without it: the start of the site.")
    ] = None
    files: Annotated[list[str], Meta(description="Patterns of file names that are pages.")] = field(
        default_factory=lambda: ["*.html", "*.htm"]
    )


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield each file with its bytes, in the order of the names. Hidden files, and links out of the folder, are not."""
    folder = (ask.folder / options.path).resolve()
    base = options.base or site.start
    if not folder.is_dir():
        yield Unchecked(
            what=str(folder), why="There is no such folder, so none of its pages were checked.", stage="find"
        )
        return
    listed = 0
    for path in _files(folder, options.files):
        listed += 1
        yield _page(path, folder, base if base.endswith("/") else f"{base}/")
    yield Looked(where=f"the folder {folder}", address=str(folder), listed=listed)


def _files(folder: Path, patterns: list[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or not any(path.match(each) for each in patterns):
            continue
        if path.is_file() and path.resolve().is_relative_to(folder):
            yield path


def _page(path: Path, folder: Path, base: str) -> PageRef | Unchecked:
    name = PurePosixPath(*path.relative_to(folder).parts)
    try:
        if path.stat().st_size > _LARGEST:
            return Unchecked(what=str(path), why="This file is larger than 20 MB, too large for a page.", stage="find")
        body = path.read_bytes()
    except OSError as fault:
        why = f"This file could not be read: {(fault.strerror or 'unknown reason').lower()}."
        return Unchecked(what=str(path), why=why, stage="find")
    # a server shows a folder by its index
    shown = "" if str(name) in _INDEX else f"{name.parent}/" if name.name in _INDEX else str(name)
    address = plain(quote(shown, errors="surrogateescape"), base)
    return PageRef(url=address or base, found_by="folder", body=body, content_type=_TYPES.get(path.suffix.lower()))
