"""checker sites: which sites there are, and whether their files are in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._options import Manner, of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    names: tuple[str, ...] = ()
    sources: str = "sources"
    manner: Manner = field(metadata=of(Manner))


def sites(asked: Asked) -> int:
    """List the sites in the sources folder and check their files.

    SITE is the name of a site, FILE the path of a site file. Exits with 2 if a file has a fault.
    """
    # what this needs is not needed for --help
    from checker.commands import _endings, _output  # noqa: PLC0415
    from checker.commands._terminal import say  # noqa: PLC0415
    from checker.errors import CheckerError  # noqa: PLC0415

    codes = [_endings.FINE]
    fine = []
    for path in _files(asked):
        try:
            fine.append(_loaded(path))
        except CheckerError as fault:
            say(f"Error: {fault.message} {fault.hint}".rstrip())
            codes.append(fault.exit_code)
    code = _output.finish("".join(f"{line}\n" for line in _lines(fine)), _output.STDOUT, _endings.gravest(codes))
    if fine and not asked.manner.quiet:
        say('Run "checker run SITE" to check one, or "checker run" for all.')
    return code


def _files(asked: Asked) -> Iterable[Path]:
    from checker import family  # noqa: PLC0415 - see the command
    from checker.errors import UsageFault  # noqa: PLC0415 - see the command

    folder = Path(asked.sources)
    known = {path.stem: path for path in sorted(folder.glob("*.toml")) if not path.name.startswith(".")}
    if not asked.names:
        if not known:
            raise UsageFault(f"There is no site file in {folder}/.", 'Write one, or let "checker init URL" write it.')
        return known.values()
    found = []
    for name in asked.names:
        if name not in known and not Path(name).is_file():
            hint = family.suggest(name, known) if known else f"There is no site file in {folder}/ at all."
            raise UsageFault(f'There is no site called "{name}" in {folder}/.', hint)
        found.append(known[name] if name in known else Path(name))
    return found


def _loaded(path: Path) -> Site:
    from checker import config, finders  # noqa: PLC0415 - see the command

    return config.load(path, finders.options())


def _lines(found: list[Site]) -> Iterator[str]:
    from checker.text import printable  # noqa: PLC0415 - see the command

    keys = max((len(each.key) for each in found), default=0)
    names = max((len(each.name) for each in found), default=0)
    for each in found:
        ways = ", ".join(finding.kind for finding in each.finders) or "sitemap, or else a crawl"
        yield printable(f"{each.key:<{keys}}  {each.name:<{names}}  {each.start}  ({ways})")


def _parameters() -> Iterable[click.Parameter]:
    complete = _choices.completed_by(_choices.sites)
    yield click.Argument(["names"], nargs=-1, metavar="[SITE|FILE...]", shell_complete=complete)
    yield click.Option(
        ["--sources"], metavar="DIR", default="sources", help="Where site files are.  [default: sources]"
    )


command = _options.command(sites, Asked, _parameters())
