"""Site files: from TOML to a `Site`, with file, line, key and "did you mean" in every complaint."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from checker import family
from checker.config import _accepting, _complaints, _sense
from checker.config._shape import SiteTable
from checker.errors import CheckerError, Incomplete, UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checker.config._complaints import Kinds
    from checker.model.sites import Accepted, Finding, Site


def named(key: str, folder: Path, finders: Kinds | None = None) -> Site:
    """Load the site of this name.

    Args:
        key: The name of its file, without the ending.
        folder: Where site files are.
        finders: The types of the options of finders (`checker.finders.options()`). Without them, what a site file says
            of finding pages is believed.

    Raises:
        UsageFault: There is no such site in the folder, or its file has a fault.
    """
    files = {path.stem: path for path in _files(folder)}
    if key not in files:
        hint = family.suggest(key, files) if files else f"There is no site file in {folder}/ at all."
        raise UsageFault(f'There is no site called "{key}" in {folder}/.', hint)
    return load(files[key], finders)


def all_of(folder: Path, finders: Kinds | None = None) -> tuple[tuple[Site, ...], tuple[CheckerError, ...]]:
    """Load every site of a folder, in the order of their names, and say what is wrong with those that have a fault."""
    sites: list[Site] = []
    faults: list[CheckerError] = []
    for path in _files(folder):
        try:
            sites.append(load(path, finders))
        except CheckerError as fault:
            faults.append(fault)
    return tuple(sites), tuple(faults)


def load(path: Path, finders: Kinds | None = None) -> Site:
    """Read one site file.

    Raises:
        UsageFault: It says something that a site file cannot say. The message names the file, the line and the key.
        Incomplete: It cannot be read.
    """
    text = _text(path)
    try:
        table = msgspec.convert(tomllib.loads(text), SiteTable)
        site = _sense.site(table, path)
        _check(site, finders, path, text)
    except tomllib.TOMLDecodeError as fault:
        raise UsageFault(_complaints.of_syntax(path, text, fault)) from fault
    except msgspec.ValidationError as fault:
        raise UsageFault(_complaints.of_shape(path, text, fault)) from fault
    except _sense.Nonsense as fault:
        raise UsageFault(_complaints.of_sense(path, text, fault)) from fault
    lines = (_complaints.line_of(text, ("find", number)) for number in range(len(site.finders)))
    return replace(site, finders=tuple(map(_standing, site.finders, lines)))


def accept(path: Path, entries: Sequence[Accepted]) -> None:
    """Add accepted problems to a site file, its comments and everything else kept.

    Raises:
        UsageFault: The file has a fault already; it is left as it is.
        Incomplete: It cannot be read or written.
    """
    load(path)
    # the text as it is, with its own line ends
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    _accepting.add(path, text, entries)


def schema(finders: Kinds | None = None) -> dict[str, object]:
    """Give the JSON Schema of a site file, in the draft that editors know (draft-07)."""
    return _complaints.schema(finders or {})


def line(path: Path, *steps: str | int) -> int:
    """Tell on which line of a site file a key stands."""
    return _complaints.line_of(_text(path), steps)


def _standing(finding: Finding, line: int) -> Finding:
    return replace(finding, line=line)


def _check(site: Site, finders: Kinds | None, path: Path, text: str) -> None:
    """Hold what is said of finding pages against what the finders take.

    Raises:
        Nonsense: There is no such finder.
        UsageFault: It does not take this option.
    """
    for number, finding in enumerate(site.finders if finders is not None else ()):
        shape = (finders or {}).get(finding.kind)
        if shape is None:
            raise _sense.Nonsense(f"is no way to find pages. {family.suggest(finding.kind, finders or ())}", "find",
                                  number, "kind")  # fmt: skip
        try:
            msgspec.convert(dict(finding.options), shape)
        except msgspec.ValidationError as fault:
            said = _complaints.of_shape(path, text, fault, shape=shape, within=("find", number))
            raise UsageFault(said) from fault


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise UsageFault(f"{path}: this is not text in UTF-8.", "Save it again with the encoding UTF-8.") from fault
    except OSError as fault:
        raise Incomplete(f"{path} could not be read: {(fault.strerror or 'unknown reason').lower()}.") from fault
