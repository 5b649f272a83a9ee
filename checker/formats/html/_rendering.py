"""Fills the templates: everything escaped, nothing loaded, and only our own script allowed to run."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from checker.formats._excerpt import Excerpt, above, excerpt, quoted
from checker.formats._links import safe
from checker.text import count, day, listed, printable

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2 import Environment

    from checker.model.pages import Place

_AROUND = 119
"""Characters on either side of a quotation: one less than a place keeps, so that the cut falls between words."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LISTED = 200
"""So many pages are listed on one card; nobody reads more, and the workbook has them all."""


def render(template: str, **values: object) -> str:
    """Fill a template. Style and script stand in the page, and its policy allows nothing else."""
    # 50 ms that only this format needs
    from markupsafe import Markup  # noqa: PLC0415

    css, script = _file("style.css"), _file("script.js")
    return (
        _environment()
        .get_template(template)
        .render(
            css=Markup(css),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            css_hash=_hash(css),
            script_hash=_hash(script),
            limit=_LISTED,
            **values,
        )
    )


def load(*templates: str) -> None:
    """Compile some templates: they are kept."""
    for name in templates:
        _environment().get_template(f"{name}.html.jinja")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Make what fills templates, once: it keeps them compiled."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - see above

    made = Environment(
        autoescape=True,
        loader=FunctionLoader(_file),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    made.filters.update(count=count, day=day, moment=_moment, excerpt=_excerpt, language=_language, listed=_listed)
    made.filters.update(above=above, quoted=quoted, link=safe, capital=_capital, sentence=_sentence)
    return made


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(words: str) -> str:
    """Name a style or script in a content security policy (CSP 3, section 2.3.1)."""
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"


def _fit(value: object) -> object:
    """Take out of everything that is printed what turns text round or has no form in UTF-8. Escaping comes after."""
    # markup is our own; a plain string may hold anything
    if type(value) is str:
        return printable(value)
    return f"{value:,}" if type(value) is int else value


def _excerpt(place: Place) -> Excerpt:
    return excerpt(place, around=_AROUND)


def _language(code: str | None) -> str | None:
    return code if code and _LANGUAGE.fullmatch(code) else None


def _listed(words: tuple[str, ...]) -> str:
    return listed(list(words))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:].replace("-", " ")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _moment(when: datetime) -> str:
    """Say a moment with its zone: "24 November 2026, 5:24pm UTC"."""
    return f"{day(when)}, {when.hour % 12 or 12}:{when:%M}{'am' if when.hour < 12 else 'pm'} {when:%Z}".rstrip()  # noqa: PLR2004
