"""Finds pages in a list: a CSV file as spreadsheets save it, or one address a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from checker.finders import _rows
from checker.finders._answers import refusal
from checker.model.fetching import Limits, Request
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import count, listed, printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask
    from checker.model.sites import Site

ADDS = True
_LARGEST = 50_000_000
_SHOWN = 5


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages a list names, and who looks after each and when it was reviewed, where the list says so."""

    file: Annotated[
        str,
        Meta(
            min_length=1,
            description="A CSV or text file beside the site file, or its web address. Columns: url; if you like owner, "
            "reviewed, review_due.",
        ),
    ]
    fold: Annotated[
        bool, Meta(description="true if http and https, and addresses with and without www., are the same page.")
    ] = False


class _Unread(Struct, frozen=True):
    why: str


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield what the list names, and say which of its lines name nothing."""
    name = options.file if _is_address(options.file) else str(ask.folder / options.file)
    body = await _body(options.file, ask)
    if isinstance(body, _Unread):
        yield Unchecked(what=name, why=body.why, stage="find")
        return
    amiss: list[int] = []
    number = 0
    for row in _rows.read(body, site.start, lines_only=options.file.lower().endswith(".txt")):
        number += 1
        if row.address is None:
            amiss.append(row.line)
            continue
        yield PageRef(
            url=row.address, found_by="listing", owner=row.owner, reviewed=row.reviewed, review_due=row.review_due
        )
    yield Looked(where=f"the list {printable(name)}", address=name, listed=number)
    if amiss:
        yield Unchecked(what=name, why=_amiss(amiss), stage="find")


def _is_address(file: str) -> bool:
    return file.lower().startswith(("https://", "http://"))


async def _body(file: str, ask: Ask) -> bytes | _Unread:
    if _is_address(file):
        fetched = await ask.fetch(Request(url=file, limits=Limits(body=_LARGEST, whole=120.0)))
        why = refusal(fetched)
        return _Unread(f"The list could not be read: {why}.") if why else fetched.body
    path = ask.folder / file
    try:
        if path.stat().st_size > _LARGEST:
            return _Unread("The list is larger than 50 MB, so it was not read.")
        return path.read_bytes()
    except OSError as fault:
        return _Unread(f"The list could not be read: {(fault.strerror or 'unknown reason').lower()}.")


def _amiss(lines: list[int]) -> str:
    shown = [str(each) for each in lines[:_SHOWN]]
    more = ["others"] if len(lines) > _SHOWN else []
    where = f"line{'s' if len(lines) > 1 else ''} {listed(shown + more)}"
    return f"{count(len(lines), 'row')} of the list {'names' if len(lines) == 1 else 'name'} no web address: {where}."
