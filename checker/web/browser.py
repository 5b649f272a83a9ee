"""Shows pages that script builds to a browser, and gives what it then holds.

The browser itself reaches nothing: it knows no names and opens no connection. Whatever a page asks for is asked by our
own client, behind its guard, its pace and robots.txt; what is not a GET, and what a reader does not read, is not asked.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING, Self

from checker.errors import Incomplete
from checker.model.fetching import Limits, Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Playwright, Route, WebSocketRoute

    from checker.model.fetching import Fetched

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_AT_ONCE = 4
"""Pages in the browser at the same time; each takes 100 MB."""
_PATIENCE = 20_000
"""Milliseconds until a page has to be built."""
_MOST_REQUESTS = 150
"""Of one page. A page that is still not built by then never will be."""
_LIMITS = Limits(body=5_000_000, whole=20.0)
_READ = frozenset({"document", "script", "xhr", "fetch"})
"""What decides the words of a page. Pictures, fonts and styles are left out."""
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name is resolved by the browser, not even for a hint
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
_WITHOUT = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) delete window[name]"
_KEPT = frozenset({"content-type", "access-control-allow-origin", "access-control-allow-credentials"})


class Browser:
    """One browser for a run. Use as an asynchronous context manager; it starts when a page needs it."""

    def __init__(self, fetch: Callable[[Request], Awaitable[Fetched]], *, agent: str) -> None:
        """Begin without one. `fetch` is the client's."""
        self._fetch, self._agent = fetch, agent
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._starting = asyncio.Lock()
        self._driver: Playwright | None = None
        self._browser: Chromium | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the browser."""
        if self._browser is not None:
            await self._browser.close()
        if self._driver is not None:
            await self._driver.stop()

    async def render(self, url: str) -> bytes:
        """Give the HTML, in UTF-8, that a page has once its scripts have run.

        Raises:
            Incomplete: There is no browser, or it could not build the page. The message says why.
        """
        async with self._room:
            browser = await self._started()
            # known by now: a browser is there
            from playwright.async_api import Error  # noqa: PLC0415

            try:
                return await self._built(browser, url)
            except Error as fault:
                raise Incomplete("The browser could not build this page.") from fault

    async def _built(self, browser: Chromium, url: str) -> bytes:
        context = await browser.new_context(
            user_agent=self._agent, service_workers="block", accept_downloads=False, java_script_enabled=True
        )
        try:
            await context.add_init_script(_WITHOUT)
            await context.route("**/*", _Gate(self._fetch))
            await context.route_web_socket("**", _refuse)
            page = await context.new_page()
            await page.goto(url, wait_until="networkidle", timeout=_PATIENCE)
            return (await page.content()).encode()
        finally:
            await context.close()

    async def _started(self) -> Chromium:
        async with self._starting:
            if self._browser is None:
                self._driver, self._browser = await _start()
            return self._browser


async def _start() -> tuple[Playwright, Chromium]:
    try:
        # only sites that ask for it need a browser
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415
    except ImportError as fault:
        raise Incomplete("To read it, install content-checker[browser] and Chromium.") from fault
    driver = await async_playwright().start()
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    # root has no sandbox of Chromium's; in a container there is one around all
    sandbox = getattr(os, "geteuid", lambda: 1)() != 0
    try:
        found = await driver.chromium.launch(
            executable_path=program, args=list(_ARGUMENTS), chromium_sandbox=sandbox, timeout=_PATIENCE
        )
    except Error as fault:
        await driver.stop()
        raise Incomplete("To read it, install Chromium: none was found, or it does not start.") from fault
    return driver, found


def _refuse(socket: WebSocketRoute) -> None:
    """Leave a web socket without an other end."""


class _Gate:
    """What stands between one page and the web."""

    def __init__(self, fetch: Callable[[Request], Awaitable[Fetched]]) -> None:
        self._fetch = fetch
        self._asked = 0

    async def __call__(self, route: Route) -> None:
        """Answer a request of the page with what our own client gets, or not at all."""
        asked = route.request
        self._asked += 1
        wanted = asked.method == "GET" and asked.resource_type in _READ and self._asked <= _MOST_REQUESTS
        if not wanted or not asked.url.startswith(("http://", "https://")):
            await route.abort()
            return
        answer = await self._fetch(Request(url=asked.url, limits=_LIMITS))
        if answer.status is None or answer.failure is not None:
            await route.abort()
            return
        headers = {name: value for name, value in answer.headers if name in _KEPT}
        await route.fulfill(status=answer.status, headers=headers, body=answer.body)
