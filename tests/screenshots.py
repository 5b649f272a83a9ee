"""Takes the pictures of the report that stand in docs/images/: `make screenshots`. Needs Chromium.

They are small, so that the repository stays small: few colours, and no more of a page than its point.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from checker import formats
from checker.model.reports import Style
from tests import canned

IMAGES = Path(__file__).parent.parent / "docs" / "images"


def main() -> int:
    """Take each picture anew."""
    program = shutil.which("chromium")
    if program is None:
        print("Chromium is not installed.", file=sys.stderr)  # noqa: T201 - a script for the terminal
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "report.html")
        file.write_text(str(formats.render("html", canned.canned(), Style())), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, take in (
            ("report", 1000, 800, first_screen),
            ("problem", 1000, 760, one_problem),
            ("print", 794, 1123, on_paper),
            ("phone", 360, 740, first_screen),
        ):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(file.as_uri())
            take(page, IMAGES / f"{name}.png")
            page.close()
        browser.close()
    return 0


def first_screen(page: Page, path: Path) -> None:
    page.screenshot(path=path)


def one_problem(page: Page, path: Path) -> None:
    """A card with what is written now and what should be there, and why it matters."""
    card = page.locator(".card", has_text="Should be")
    card.locator("summary").last.click()
    card.screenshot(path=path)


def on_paper(page: Page, path: Path) -> None:
    """The first sheet of one owner's problems."""
    page.goto(f"{page.url}#owner=Housing")
    page.wait_for_timeout(200)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 560, "width": 794, "height": 1123})


if __name__ == "__main__":
    sys.exit(main())
