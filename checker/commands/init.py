"""checker init: write a first site file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _options
from checker.commands._network import Network
from checker.commands._options import Manner, of

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line of `init`."""

    url: str
    sources: str = "sources"
    offline: bool = False
    network: Network = field(metadata=of(Network))
    manner: Manner = field(metadata=of(Manner))


def init(asked: Asked) -> int:
    """Look at a site and write a first file for it.

    URL is the site's start, or any of its pages. The file goes into the sources folder; each line in it is explained.
    A file that is there already is left alone.
    """
    # what this needs is not needed for --help
    from pathlib import Path  # noqa: PLC0415

    from checker import config, finders, urls  # noqa: PLC0415
    from checker.commands import _endings, _first_file, _first_look  # noqa: PLC0415
    from checker.commands._terminal import say  # noqa: PLC0415
    from checker.errors import Incomplete, UsageFault  # noqa: PLC0415

    address = urls.target(asked.url)
    if address is None:
        raise UsageFault(f"“{asked.url}” is not a web address.", "It begins with https:// or http://.")
    sketch = _first_look.guessed(address) if asked.offline else _first_look.look(address, asked.network)
    folder = Path(asked.sources)
    path = folder / f"{sketch.key}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_first_file.written(sketch))
    except FileExistsError:
        raise UsageFault(f"There is a file {path} already. It was left as it is.", "Rename it to begin anew.") from None
    except OSError as fault:
        raise Incomplete(f"The file {path} could not be written: {(fault.strerror or 'unknown').lower()}.") from fault
    config.load(path, finders.options())
    if not asked.manner.quiet:
        say(f"Wrote {path}. Read it through, then run: checker run {sketch.key}")
    return _endings.FINE


def _parameters() -> Iterable[click.Parameter]:
    yield click.Argument(["url"], metavar="URL")
    words = "Where the file is written.  [default: sources]"
    yield click.Option(["--sources"], metavar="DIR", default="sources", help=words)
    words = "Do not look at the site: write what its address tells."
    yield click.Option(["--offline"], is_flag=True, help=words)


command = _options.command(init, Asked, _parameters())
