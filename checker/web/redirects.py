"""Follows redirects itself, so that every hop passes the guard and leaves its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.fetching import Failure, Hop
from checker.urls import origin, resolve, scheme_of

if TYPE_CHECKING:
    from checker.model.fetching import Fetch, Fetched, Request

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def following(fetch: Fetch) -> Fetch:
    """Follow redirects up to the request's limit. Cookies live as long as the chain: some sites loop without them."""

    async def ask(request: Request) -> Fetched:
        hops: list[Hop] = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        here = request
        while True:
            answer = await fetch(here)
            answer = replace(answer, url=request.url, redirects=tuple(hops))
            onward = _onward(answer)
            if onward is None:
                return answer
            if (onward, answer.cookies) in seen:
                return replace(answer, failure=Failure.LOOP)
            if len(hops) >= request.limits.redirects:
                return replace(answer, failure=Failure.TOO_MANY_REDIRECTS)
            seen.add((onward, answer.cookies))
            hops.append(Hop(url=here.url, status=answer.status or 0))
            here = replace(
                here, url=onward, cookies=answer.cookies, headers=_carried(here, onward), known=None, pin=None
            )

    return ask


def _carried(request: Request, onward: str) -> tuple[tuple[str, str], ...]:
    """Keep for the next hop what belongs to it: conditions are about one address, credentials about one origin."""
    same = origin(request.url) == origin(onward)
    return tuple(
        (name, value) for name, value in request.headers if not name.lower().startswith("if-") and (same or _open(name))
    )


def _open(name: str) -> bool:
    return name.lower() in {"accept", "accept-language"}


def _onward(answer: Fetched) -> str | None:
    """Give the address a redirect leads to; None if it is no redirect, or leads nowhere a browser would go."""
    if answer.status not in _REDIRECTS:
        return None
    location = _written(answer.header("location"))
    if not location:
        return None
    onward = resolve(location, answer.final_url)
    return onward if onward and scheme_of(onward) in {"http", "https"} else None


def _written(value: str) -> str:
    """Read a Location as browsers do: as UTF-8, and where it is not that, byte for byte.

    Header values come as bytes read as Latin-1.
    """
    raw = value.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(each) if each < 128 else f"%{each:02X}" for each in raw)  # noqa: PLR2004 - ASCII
