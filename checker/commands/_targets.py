"""Targets: from the words on the command line to the files to look at, and to their bytes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from msgspec import Struct

from checker import readers, urls
from checker.commands import _endings
from checker.errors import Incomplete
from checker.model.pages import Source
from checker.model.problems import Unchecked
from checker.text import listed, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"


class Wanted(Struct, frozen=True, kw_only=True):
    """A page to look at."""

    target: str
    """What names it in every output."""
    path: Path | None
    """None for standard input and for a web address."""
    url: str | None = None
    """Where it is published, for a web address."""
    base: str | None = None
    """What its relative links stand for."""


class Refused(Struct, frozen=True, kw_only=True):
    """A target, or a part of one, that holds no page to look at, and why."""

    unchecked: Unchecked
    exit_code: int


def find(targets: Iterable[str], base: str | None, *, offline: bool) -> Iterator[Wanted | Refused]:
    """Find the pages that targets stand for, in the order given, each once; a folder's in the order of their names."""
    seen = set()
    for found in (each for target in targets for each in _found(target, base, offline=offline)):
        name = found.unchecked.what if isinstance(found, Refused) else found.target
        place = name if name == STDIN or urls.scheme_of(name) in urls.SCHEMES else os.path.abspath(name)  # noqa: PTH100 - resolve() would follow links
        if place not in seen:
            seen.add(place)
            yield found


def _found(target: str, base: str | None, *, offline: bool) -> Iterator[Wanted | Refused]:
    if target == STDIN:
        yield Wanted(target=STDIN, path=None, base=base)
        return
    name = _legible(target)
    if urls.scheme_of(target) in urls.SCHEMES:
        yield _published(name, offline=offline)
        return
    try:
        mode = Path(target).stat().st_mode if target else None
    except (FileNotFoundError, NotADirectoryError):
        mode = None
    except OSError as fault:
        yield _refused(name, _why(fault), _endings.INCOMPLETE)
        return
    if mode is None:
        yield _refused(
            name, f"There is no file or folder called “{printable(name)}”.{_meant(name)}", _endings.ASKED_WRONGLY
        )
    elif S_ISDIR(mode):
        yield from _folder(Path(target), base)
    else:
        yield Wanted(target=name, path=Path(target), base=base)


def _published(address: str, *, offline: bool) -> Wanted | Refused:
    found = urls.target(address)
    if found is None:
        return _refused(address, "This is not a web address that can be asked.", _endings.ASKED_WRONGLY)
    if offline:
        why = "A web address cannot be read with --offline. Save the page and check the file."
        return _refused(address, why, _endings.INCOMPLETE, stage="fetch")
    return Wanted(target=address, path=None, url=found)


def _meant(name: str) -> str:
    looks = name.startswith("www.") or ("." in name.partition("/")[0][1:-1] and "/" in name[1:] and name[0] != ".")
    return " A web address begins with https://." if looks else ""


def _folder(top: Path, base: str | None) -> Iterator[Wanted | Refused]:
    """Look through a folder and those in it. Hidden ones are left out; links to folders are not followed."""
    faults: list[OSError] = []
    endings = readers.suffixes()
    pages: list[Path] = []
    for here, folders, files in os.walk(top, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        pages += (Path(here, name) for name in files if name[0] != "." and name.lower().endswith(endings))
    for path in sorted(pages, key=lambda each: each.parts):
        inside = quote(os.fsencode(path.relative_to(top).as_posix()))
        yield Wanted(target=_legible(str(path)), path=path, base=urljoin(base, inside) if base else None)
    for fault in faults:
        yield _refused(_legible(str(fault.filename)), _why(fault), _endings.INCOMPLETE)
    if not pages and not faults:
        why = f"This folder holds no pages. Pages are files that end in {listed(list(endings), 'or')}."
        yield _refused(_legible(str(top)), why, _endings.INCOMPLETE)


def read(wanted: Wanted) -> Source:
    """Read the bytes of a page, but no more than a page may have.

    Raises:
        Incomplete: It cannot be read, or is too large. The message is a sentence.
    """
    try:
        if wanted.path is None:
            body = _standard_input()
        else:
            with wanted.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                body = file.read(readers.MAX_BYTES + 1) if size <= readers.MAX_BYTES else b""
    except OSError as fault:
        raise Incomplete(_why(fault)) from fault
    if wanted.path is not None and not body and size > readers.MAX_BYTES:
        raise Incomplete(_too_large(f"{size / 1e6:,.0f} MB"))
    if len(body) > readers.MAX_BYTES:
        raise Incomplete(_too_large(f"more than {readers.MAX_BYTES // 1_000_000} MB"))
    return Source(target=wanted.target, body=body)


def _standard_input() -> bytes:
    if sys.stdin is None:  # the process was started with it closed
        return b""
    return sys.stdin.buffer.read(readers.MAX_BYTES + 1)


def _too_large(size: str) -> str:
    return f"This is too large to be a page: {size}. The limit is {readers.MAX_BYTES // 1_000_000} MB."


def _legible(name: str) -> str:
    """Make a file name text. On Linux it is bytes, which need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _why(fault: OSError) -> str:
    """Say in a sentence what the system says in two words."""
    if isinstance(fault, PermissionError):
        return "This may not be read by you. Ask for permission to read it."
    if isinstance(fault, FileNotFoundError):
        return "This is no longer there, or is a link to nothing."
    if isinstance(fault, IsADirectoryError):
        return "This is a folder, not a file."
    return f"This could not be read: {(fault.strerror or 'unknown reason').lower()}."


def _refused(what: str, why: str, exit_code: int, *, stage: str = "find") -> Refused:
    return Refused(unchecked=Unchecked(what=what, why=why, stage=stage, pages=(what,)), exit_code=exit_code)
