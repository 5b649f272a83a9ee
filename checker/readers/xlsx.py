"""Excel workbooks, as councils keep lists of services in: a row is one thing, its cells are read one by one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from checker.model.pages import BlockKind, Page
from checker.readers._blocks import Writer
from checker.readers._office import PROPERTIES, properties, related
from checker.readers._zipped import unzip
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from checker.model.pages import Source
    from checker.model.rules import Settings
    from checker.readers._zipped import Zipped

SUFFIXES = (".xlsx", ".xlsm")
TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel.sheet.macroenabled.12",
)

_MAIN = "xl/workbook.xml"
_PREFIXES = {
    **PROPERTIES,
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
}
_FORMULA = re.compile(r'^\s*HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
_DAYS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
"""Numbers of the formats that show a date (ECMA-376, 18.8.30)."""
_DATE_FORMAT = re.compile(r"(?i)(?:^|[^a-z])(?:d{1,4}|m{1,5}|y{2,4})(?:[^a-z]|$)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,15}")
_DAY_ONE, _DAY_ONE_MAC = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_LAST_DAY = 2_958_465
"""31 December 9999, as Excel counts."""


def read(source: Source, settings: Settings) -> Page:
    """Read a workbook; sheets, rows and columns that are hidden are not read.

    Raises:
        Unreadable: It is none, has a password, or is damaged.
    """
    archive = unzip(source.body, _PREFIXES, kind="an Excel workbook", main=_MAIN)
    base = source.url or settings.base
    book = _Book(archive)
    writer = Writer()
    names = []
    for name, part in book.sheets():
        names.append(name)
        _heading(writer, name)
        _sheet(writer, book, part, base)
    title, language, stated = properties(archive)
    return Page(
        target=source.target,
        url=source.url,
        base=base,
        title=title or next(iter(names), None),
        language=language,
        blocks=tuple(writer.blocks),
        structured=stated,
    )


def _heading(writer: Writer, name: str) -> None:
    writer.begin("h1", part=False, kind=BlockKind.CONTENT, level=1)
    writer.write(name)
    writer.leave()


def _sheet(writer: Writer, book: _Book, part: str, base: str | None) -> None:
    tree = book.archive.tree(part)
    if tree is None:
        return
    links = _links(tree, related(book.archive, part))
    hidden = [each for each in tree.iter("x.col") if each.get("hidden") in {"1", "true"}]
    spans = [(int(each.get("min", "0")), int(each.get("max", "0"))) for each in hidden]
    for row in tree.iter("x.row"):
        if row.get("hidden") in {"1", "true"}:
            continue
        writer.begin("tr", part=True, kind=BlockKind.CONTENT, level=None)
        for cell in row.iter("x.c"):
            column = _column(cell.get("r", ""))
            if not any(first <= column <= last for first, last in spans):
                _cell(writer, book.words(cell), links.get(cell.get("r", "")) or _by_formula(cell), base)
        writer.finish()


def _cell(writer: Writer, words: str, href: str | None, base: str | None) -> None:
    writer.begin("td", part=False, kind=BlockKind.CONTENT, level=None)
    if href:
        writer.open_link(href, resolve(href, base), rel=None)
    for number, line in enumerate(words.splitlines()):
        if number:
            writer.line_break()
        writer.write(line)
    if href:
        writer.close_link()
    writer.leave()


def _links(tree: Element, targets: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for node in tree.iter("x.hyperlink"):
        href = targets.get(node.get("r.id", ""))
        if href:  # without one it leads to another cell
            found[node.get("ref", "").partition(":")[0]] = href
    return found


def _by_formula(cell: Element) -> str | None:
    match = _FORMULA.match(cell.findtext("x.f") or "")
    return match[1] if match else None


def _column(reference: str) -> int:
    """Give the number of a column: AB7 stands in the 28th."""
    number = 0
    for letter in reference[:3]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


class _Book:
    """What all sheets share: words, and how numbers are shown."""

    def __init__(self, archive: Zipped) -> None:
        self.archive = archive
        strings = archive.tree("xl/sharedStrings.xml")
        self._shared = [_text(node) for node in strings.iter("x.si")] if strings is not None else []
        styles = archive.tree("xl/styles.xml")
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _all(styles, "x.numFmt")}
        shown = styles.find("x.cellXfs") if styles is not None else None
        numbers = [each.get("numFmtId", "0") for each in (shown if shown is not None else ())]
        self._formats = [(number, codes.get(number, "")) for number in numbers]
        self._tree = archive.tree(_MAIN)
        old = any(each.get("date1904") in {"1", "true"} for each in _all(self._tree, "x.workbookPr"))
        self._first = _DAY_ONE_MAC if old else _DAY_ONE

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the part of each sheet that is not hidden."""
        parts = related(self.archive, _MAIN)
        for sheet in _all(self._tree, "x.sheet"):
            part = parts.get(sheet.get("r.id", ""))
            if part and sheet.get("state", "visible") == "visible":
                yield sheet.get("name", ""), part

    def words(self, cell: Element) -> str:
        """Give what a cell shows."""
        kind = cell.get("t", "n")
        value = cell.findtext("x.v") or ""
        if kind == "inlineStr":
            inside = cell.find("x.is")
            return _text(inside) if inside is not None else ""
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return self._shared[number] if 0 <= number < len(self._shared) else ""
        return self._shown(value, cell.get("s", "0")) if kind == "n" and value else value

    def _shown(self, value: str, style: str) -> str:
        number = int(style) if style.isdecimal() else 0
        known, code = self._formats[number] if number < len(self._formats) else ("0", "")
        try:
            amount = float(value)
        except ValueError:
            return value
        bare = _QUOTED.sub(" ", code)
        if (known.isdecimal() and int(known) in _DAYS) or _DATE_FORMAT.search(bare):
            return self._day(amount)
        whole = f"{amount:.0f}" if amount.is_integer() else value
        # "00000000000" is how a sheet keeps the first digit of a phone number
        return whole.zfill(len(code)) if _ZEROS.fullmatch(code) else whole

    def _day(self, amount: float) -> str:
        if not 1 <= amount <= _LAST_DAY:
            return ""
        return f"{self._first + timedelta(days=int(amount)):%d/%m/%Y}"


def _all(tree: Element | None, tag: str) -> Iterator[Element]:
    return iter(()) if tree is None else tree.iter(tag)


def _text(node: Element) -> str:
    """Join the words of a cell. How they are pronounced in Japanese (rPh) is not shown."""
    words = [child.text or "" for child in node if child.tag == "x.t"]
    runs = [run.findtext("x.t") or "" for run in node if run.tag == "x.r"]
    return "".join((*words, *runs))
