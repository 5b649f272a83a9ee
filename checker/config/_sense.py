"""From the tables of a site file to a `Site`, with the checks that types cannot make."""

from __future__ import annotations

import csv
import ipaddress
import re
from typing import TYPE_CHECKING

from checker import urls
from checker.model.fetching import Limits
from checker.model.rules import Ages, Retired
from checker.model.sites import (
    Accepted,
    ContactDetails,
    Door,
    Finding,
    Links,
    NightLimits,
    Owner,
    OwnPace,
    Reviewed,
    Site,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.config._shape import (
        AcceptTable,
        DoorTable,
        LinksTable,
        NightTable,
        OwnerTable,
        RetiredTable,
        SiteTable,
    )

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
"""What a header or a cookie may be called (RFC 9110, 5.6.2; RFC 6265, 4.1.1)."""
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,100}")
_OUR_HEADERS = frozenset({"host", "connection", "content-length", "transfer-encoding", "cookie"})
"""What only the connection itself may say; cookies have a key of their own."""
_BYTES = {"B": 1, "kB": 1000, "MB": 1_000_000, "GB": 1_000_000_000}


class Nonsense(Exception):
    """A key holds what makes no sense. The message goes on where the key's name ends."""

    def __init__(self, message: str, *steps: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.steps = steps


def site(table: SiteTable, path: Path) -> Site:
    """Make a site of its tables.

    Raises:
        Nonsense: A value makes no sense.
    """
    _check(table)
    return Site(
        key=path.stem,
        name=table.name,
        start=_start(table.start),
        region=table.region,
        edit=table.edit,
        content=table.content,
        include=tuple(table.include),
        exclude=tuple(table.exclude),
        phone_style=table.phone_style,
        documents=table.documents,
        render=tuple(table.render) if isinstance(table.render, list) else ("*",) * table.render,
        ages=Ages(untidy=table.ages.untidy, doubtful=table.ages.doubtful, wrong=table.ages.wrong),
        owners=tuple(each for number, said in enumerate(table.owner) for each in _owners(said, number, path.parent)),
        accepted=tuple(_accepted(each, number) for number, each in enumerate(table.accept)),
        contact_details=tuple(
            ContactDetails(name=each.name, phone=each.phone, email=each.email, retired=tuple(each.retired))
            for each in table.contact_details
        ),
        reviewed=tuple(Reviewed(page=each.page, on=each.on, by=each.by) for each in table.reviewed),
        retired=tuple(map(_retired, table.retired)),
        door=_door(table.door),
        finders=tuple(map(_finding, table.find)),
        contact=table.contact,
        networks=tuple(table.networks),
        pace=OwnPace(per_second=table.pace.per_second, at_once=table.pace.at_once),
        links=_links(table.links),
        night=_night(table.night),
        views=_views(table, path.parent),
        file=str(path),
    )


def _retired(said: RetiredTable) -> Retired:
    return Retired(
        words=tuple(said.words),
        source=said.source,
        now=said.now,
        since=said.since,
        hosts=tuple(said.hosts),
        not_if=tuple(said.not_if),
    )


def _night(said: NightTable) -> NightLimits:
    return NightLimits(pages=said.pages, links=said.links, bytes=_bytes(said.bytes) if said.bytes else None)


def _door(said: DoorTable | None) -> Door | None:
    if said is None:
        return None
    _check_shown("headers", said.headers)
    _check_shown("cookies", said.cookies)
    if said.password and not said.user:
        raise Nonsense("needs a user beside it.", "door", "password")
    if said.user and not said.password:
        raise Nonsense("needs a password beside it.", "door", "user")
    if (said.key or said.key_password) and not said.certificate:
        raise Nonsense("needs a certificate beside it.", "door", "key" if said.key else "key_password")
    return Door(
        headers=tuple(said.headers.items()),
        cookies=tuple(said.cookies.items()),
        user=said.user,
        password=said.password,
        certificate=said.certificate,
        key=said.key,
        key_password=said.key_password,
    )


def _check_shown(what: str, shown: dict[str, str]) -> None:
    for name, variable in shown.items():
        if not _NAME.fullmatch(name) or (what == "headers" and name.lower() in _OUR_HEADERS):
            raise Nonsense("cannot be chosen here.", "door", what, name)
        if not _VARIABLE.fullmatch(variable):
            raise Nonsense("takes the name of an environment variable, never the secret itself.", "door", what, name)


def _finding(said: dict[str, object]) -> Finding:
    return Finding(kind=str(said["kind"]), options={key: value for key, value in said.items() if key != "kind"})


def _links(said: LinksTable) -> Links:
    return Links(
        limits=Limits(
            name=_seconds(said.timeout.name),
            connect=_seconds(said.timeout.connect),
            first_byte=_seconds(said.timeout.first_byte),
            whole=_seconds(said.timeout.all),
            body=_bytes(said.body),
            redirects=said.redirects,
        ),
        confirm=tuple(_seconds(each) for each in said.confirm),
        remember=_seconds(said.remember),
        robots=said.robots,
        originals=said.originals,
        per_second=said.per_second,
        at_once=said.at_once,
        in_flight=said.in_flight,
    )


def _seconds(words: str) -> float:
    number = words.rstrip("msdh")
    return int(number) * _SECONDS[words[len(number) :]]


def _bytes(words: str) -> int:
    number = words.rstrip("kMGB")
    return int(number) * _BYTES[words[len(number) :]]


def _views(table: SiteTable, folder: Path) -> dict[str, int]:
    if table.views is None:
        return {}
    rows = _rows(folder / table.views.file, "views", "file")
    return {address: int(visits) for address, visits in rows if visits.isdecimal()}


def _check(table: SiteTable) -> None:
    for number, finder in enumerate(table.find):
        if not isinstance(finder.get("kind"), str):
            raise Nonsense("is missing. It says how pages are found, like sitemap.", "find", number, "kind")
    for number, network in enumerate(table.networks):
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise Nonsense("must be networks like 10.20.0.0/16.", "networks", number) from None
    ages = table.ages
    if not ages.untidy <= ages.doubtful <= ages.wrong:
        raise Nonsense("must not be less than untidy, nor more than wrong.", "ages", "doubtful")


def _start(address: str) -> str:
    found = urls.parts(address)
    if found is None or not found.host:
        raise Nonsense("is not a web address.", "start")
    return found.href


def _owners(said: OwnerTable, number: int, folder: Path) -> Iterator[Owner]:
    """Yield an owner; from a file one for each that stands there, in the order they first stand."""
    if said.file is None:
        if said.pattern is None and said.heading is None:
            raise Nonsense("needs a pattern, a file or a heading beside it.", "owner", number, "owner")
        yield Owner(name=said.owner, pattern=said.pattern, heading=said.heading, notify=said.notify)
        return
    addresses: dict[str, list[str]] = {}
    for address, owner in _rows(folder / said.file, "owner", number, "file"):
        addresses.setdefault(owner or said.owner, []).append(address)
    for name, its in addresses.items():
        yield Owner(name=name, addresses=frozenset(its), notify=said.notify)


def _rows(path: Path, *steps: str | int) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Nonsense(f"names {path}, which is not there or is not text.", *steps) from None
    for address, *rest in filter(None, csv.reader(lines)):
        if address.strip().lower() not in {"", "address", "url"}:
            yield address.strip(), rest[0].strip() if rest else ""


def _accepted(said: AcceptTable, number: int) -> Accepted:
    if (said.link, said.rule, said.page, said.quote) == (None, None, None, None):
        raise Nonsense("needs a link, rule, page or quote beside it, to say what is left.", "accept", number, "reason")
    return Accepted(
        reason=said.reason,
        by=said.by,
        until=said.until,
        link=said.link,
        rule=said.rule,
        page=said.page,
        quote=said.quote,
    )
