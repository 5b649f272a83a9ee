"""Serves pages from a thread of its own: a run heeds signals, and so needs the main one."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.web.servers import site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.web.servers import Page


@contextmanager
def served(pages: Mapping[str, Page], asked: list[str], *, host: str = "127.0.0.1") -> Iterator[int]:
    """Serve pages while the block lasts; give the port."""
    up, down, ports = threading.Event(), threading.Event(), []

    async def serve() -> None:
        async with site(dict(pages), host=host, asked=asked) as port:
            ports.append(port)
            up.set()
            await asyncio.to_thread(down.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    up.wait(10)
    try:
        yield ports[0]
    finally:
        down.set()
        thread.join()
