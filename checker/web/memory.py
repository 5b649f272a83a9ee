"""Asks each address once a run, and does not have sent again what is known from an earlier night."""

from __future__ import annotations

import asyncio
import hashlib
import struct
import tempfile
from typing import TYPE_CHECKING, NamedTuple

from msgspec import msgpack
from msgspec.structs import replace

from checker.model.fetching import Failure, Fetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.fetching import Fetch, Remembered, Request

_IN_MEMORY = 4_000_000  # bytes of answers kept before they go to a temporary file
_NOT_MODIFIED, _OK = 304, 200
_SIZES = struct.Struct(">III")
"""Before each answer in the file: bytes of its head, of its body, and at how many the body would have been cut."""
_HEAD = msgpack.Decoder(Fetched)


class _Answered(NamedTuple):
    """A whole answer."""

    answer: Fetched
    limit: int
    """Bytes at which the body would have been cut."""


class Memory:
    """The answers of this run. They are laid aside in one file, or five thousand pages would fill the memory.

    An answer that came costs its address and a number: where in the file it begins.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._asking: dict[str, asyncio.Task[_Answered]] = {}
        self._kept: dict[str, int | _Answered] = {}
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as the run

    def remembering(self, fetch: Fetch) -> Fetch:
        """Answer from memory where an address was asked in this run; whoever comes meanwhile waits for that answer."""

        async def ask(request: Request) -> Fetched:
            known = await self._once(fetch, request)
            if _too_little(known, request):
                self._kept.pop(_key(request), None)
                known = await self._once(fetch, request)
            return known.answer if known.answer.url == request.url else replace(known.answer, url=request.url)

        return ask

    def forget(self) -> None:
        """Forget every answer that has come. Whoever wants to know it still has it asked again."""
        self._kept = {}
        self._file.seek(0)
        self._file.truncate()

    async def close(self) -> None:
        """Leave no question in the air, then forget everything."""
        asking = tuple(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        self._file.close()

    async def _once(self, fetch: Fetch, request: Request) -> _Answered:
        key = _key(request)
        kept = self._kept.get(key)
        if kept is not None:
            return self._recalled(kept)
        if key not in self._asking:
            self._asking[key] = asyncio.ensure_future(self._ask(key, fetch, request))
        return await asyncio.shield(self._asking[key])

    async def _ask(self, key: str, fetch: Fetch, request: Request) -> _Answered:
        try:
            asked = replace(request, headers=request.headers + tuple(_conditions(request.known)))
            found = _Answered(_compared(await fetch(asked), request.known), request.limits.body)
            self._kept[key] = self._laid_aside(found)
        finally:
            del self._asking[key]
        return found

    def _laid_aside(self, found: _Answered) -> int | _Answered:
        body = found.answer.body
        try:
            head = msgpack.encode(replace(found.answer, body=b""))
            start = self._file.seek(0, 2)
            self._file.write(b"".join((_SIZES.pack(len(head), len(body), found.limit), head, body)))
            self._file.flush()
        except (OSError, UnicodeEncodeError):  # the disk is full, or a header holds what has no form in UTF-8
            return found
        return start

    def _recalled(self, kept: int | _Answered) -> _Answered:
        if isinstance(kept, _Answered):
            return kept
        self._file.seek(kept)
        head, body, limit = _SIZES.unpack(self._file.read(_SIZES.size))
        answer = _HEAD.decode(self._file.read(head))
        return _Answered(replace(answer, body=self._file.read(body)), limit)


def _key(request: Request) -> str:
    """Name a question: the address itself at the first look, so that it is held but once."""
    address = request.url.partition("#")[0]
    return address if request.look == 1 else f"{request.look} {address}"


def _too_little(known: _Answered, request: Request) -> bool:
    """Tell whether whoever asked first could do with less of the body than this one."""
    left_out = known.answer.from_memory and not known.answer.body
    cut = known.answer.failure is Failure.CUT and known.limit < request.limits.body
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
