"""One browser for the tests of a module: Debian's Chromium, which asks nobody anything.

Not for the session: as long as Playwright runs, its event loop counts as running, and no other test may have its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.outside import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = needed("chromium", "chromium-browser", "google-chrome")
    # it takes 0.3 s to import, and most tests need no browser
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield made
        made.close()
