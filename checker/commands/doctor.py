"""checker doctor: what this machine has, and what a run would do here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.commands import _options
from checker.commands._network import Network
from checker.commands._options import Manner, of
from checker.commands._store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    store: Store = field(metadata=of(Store))
    network: Network = field(metadata=of(Network))
    manner: Manner = field(metadata=of(Manner))


def doctor(asked: Asked) -> int:
    """Say what this machine has, and what a run would ask.

    Exits with 3 if something would keep a run from working.
    """
    # what this needs is not needed for --help
    from checker.commands import _endings, _examination, _output  # noqa: PLC0415

    asked.network.check()
    found = tuple(_examination.every(asked))
    lines = list(_shown(found))
    ill = any(not each.well for each in found)
    code = _endings.INCOMPLETE if ill else _endings.FINE
    return _output.finish("".join(f"{line}\n" for line in lines), _output.STDOUT, code)


def _shown(found: tuple[object, ...]) -> Iterator[str]:
    from checker.text import printable  # noqa: PLC0415 - see the command

    yield from (printable(str(each)) for each in found)


command = _options.command(doctor, Asked)
