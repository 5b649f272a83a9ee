"""Asks each address once a run, and does not have sent again what is known from an earlier night."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.fetching import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.fetching import Fetch, Fetched, Remembered, Request

_IN_MEMORY = 32_000_000  # bytes of bodies kept before they go to a temporary file
_NOT_MODIFIED, _OK = 304, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An answer whose body was laid aside, unless there was no room."""

    answer: Fetched
    start: int = 0
    size: int = 0
    limit: int
    """Bytes at which the body would have been cut."""


class Memory:
    """The answers of this run. Bodies are laid aside in one file, or five thousand pages would fill the memory."""

    def __init__(self) -> None:
        """Begin empty."""
        self._kept: dict[tuple[str, int], asyncio.Task[_Kept]] = {}
        self._bodies = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as the run

    def remembering(self, fetch: Fetch) -> Fetch:
        """Answer from memory where an address was asked in this run; whoever comes meanwhile waits for that answer."""

        async def ask(request: Request) -> Fetched:
            key = (request.url.partition("#")[0], request.look)
            kept = await self._once(key, fetch, request)
            if _too_little(kept, request):
                self._kept.pop(key, None)
                kept = await self._once(key, fetch, request)
            return replace(kept.answer, url=request.url, body=self._body(kept))

        return ask

    async def close(self) -> None:
        """Leave no question in the air, then forget everything."""
        asking = tuple(self._kept.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        self._bodies.close()

    async def _once(self, key: tuple[str, int], fetch: Fetch, request: Request) -> _Kept:
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._ask(fetch, request))
        return await asyncio.shield(self._kept[key])

    async def _ask(self, fetch: Fetch, request: Request) -> _Kept:
        asked = replace(request, headers=request.headers + tuple(_conditions(request.known)))
        answer = _compared(await fetch(asked), request.known)
        try:
            start = self._bodies.seek(0, 2)
            self._bodies.write(answer.body)
            self._bodies.flush()
        except OSError:  # the disk is full: memory may still do
            return _Kept(answer=answer, limit=request.limits.body)
        size = len(answer.body)
        return _Kept(answer=replace(answer, body=b""), start=start, size=size, limit=request.limits.body)

    def _body(self, kept: _Kept) -> bytes:
        if not kept.size:
            return kept.answer.body
        self._bodies.seek(kept.start)
        return self._bodies.read(kept.size)


def _too_little(kept: _Kept, request: Request) -> bool:
    """Tell whether whoever asked first could do with less of the body than this one."""
    left_out = kept.answer.from_memory and not (kept.size or kept.answer.body)
    cut = kept.answer.failure is Failure.CUT and kept.limit < request.limits.body
    return cut or (left_out and request.known is None)


def body_hash(body: bytes) -> str:
    """Give what `Remembered.body_hash` holds."""
    return hashlib.sha256(body).hexdigest()


def _conditions(known: Remembered | None) -> Iterator[tuple[str, str]]:
    if known and known.etag:
        yield "If-None-Match", known.etag
    if known and known.last_modified:
        yield "If-Modified-Since", known.last_modified


def _compared(answer: Fetched, known: Remembered | None) -> Fetched:
    """Mark an answer that says nothing new. A 304 nobody asked for stays the odd answer it is."""
    if known is None:
        return answer
    if answer.status == _NOT_MODIFIED:
        return replace(answer, status=_OK, from_memory=True)
    same = answer.status == _OK and answer.failure is None and body_hash(answer.body) == known.body_hash
    return replace(answer, from_memory=same)
