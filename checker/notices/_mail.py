"""A notice as an HTML mail: tables and styles beside the words, since Outlook knows little else."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from checker.notices._news import cards
from checker.notices._words import inert, page_name
from checker.text import count, day

if TYPE_CHECKING:
    from jinja2 import Template

    from checker.notices._words import Said

_MOST = 40
"""So many problems stand in a mail; the report has them all."""


def body(said: Said) -> str:
    """Write the mail. Everything in it is escaped."""
    groups, left = [], _MOST
    for group in said.shown:
        if left > 0:
            groups.append((group, group.cards[:left]))
            left -= len(group.cards)
    return _template().render(
        said=said,
        groups=groups,
        more=max(0, len(cards(said.shown)) - _MOST),
        ending=[entry for part in said.parts for entry in part.ending],
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    """Make the template, once: it is kept compiled."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 50 ms that only a mail needs

    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(count=count, day=day, inert=inert, page_name=page_name, web=_web)
    return made.from_string(files(__package__).joinpath("mail.html.jinja").read_text(encoding="utf-8"))


def _web(address: str | None) -> bool:
    """Tell whether an address may be a link."""
    return (address or "").startswith(("https://", "http://"))
