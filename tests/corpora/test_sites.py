"""Small sites that other link checkers are tested with, served on loopback: where we judge otherwise, and why.

`DIFFERENT` is the list that docs/link-checkers.md shows. A case that comes to differ, or no longer does, fails here.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker import commands
from tests.corpora.scores import share
from tests.shared import rows, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOOR = 0.65
ROOT = Path(__file__).parents[2]
SITES = ("site_htmlproofer", "site_linkchecker", "site_linkinator")
EMPTY = "an empty file where a page was promised is worth a word"
ELSEWHERE = "the address begins at the root, which here is another folder"
OPTION = "the case is about an option of that tool, which leaves the link out"
ALT = "alternative words and attributes of pictures are not about links"
PARTS = "scripts, style sheets and icons of a page are not links that readers follow"
DIFFERENT = {
    "site_htmlproofer/favicon/internal_favicon_broken.html": PARTS,
    "site_htmlproofer/images/empty_image_alt_text.html": ALT,
    "site_htmlproofer/images/missing_image_alt.html": ALT,
    "site_htmlproofer/images/missing_image_internal.html": OPTION,
    "site_htmlproofer/images/src_set_missing_image.html": ALT,
    "site_htmlproofer/images/terrible_image_name.html": OPTION,
    "site_htmlproofer/links/blank_href_html4.html": "an anchor without an address may be a place to jump to",
    "site_htmlproofer/links/link_pointing_to_directories.html": EMPTY,
    "site_htmlproofer/links/link_to_another_folder.html": ELSEWHERE,
    "site_htmlproofer/links/link_translated_via_href_swap.html": OPTION,
    "site_htmlproofer/links/relative_hash.html": ELSEWHERE,
    "site_htmlproofer/links/relative_links.html": ELSEWHERE,
    "site_htmlproofer/links/relative_links_with_base.html": ELSEWHERE,
    "site_htmlproofer/scripts/script_missing_internal.html": PARTS,
    "site_linkchecker/base3.html": PARTS,
    "site_linkinator/basic/index.html": OPTION,
    "site_linkinator/skip/index.html": OPTION,
    "site_linkinator/srcset/index.html": EMPTY,
}
"""By the page of a case, why we say something else."""
WORTH_TELLING = frozenset({"danger", "wrong", "doubtful"})


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Does not mind if somebody has read enough."""

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    folder = str(shared("corpora/link_extraction"))
    with Server(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def page_of(row: dict[str, Any]) -> str:
    """Give the page a case is about, in the folder that is served."""
    page: Any = row.get("page") or row["fixture"]
    page = page if isinstance(page, str) else page[0]
    return page if page.endswith((".html", ".htm")) else f"{page}/index.html"


def is_local(row: dict[str, Any]) -> bool:
    """Tell whether a case needs nothing but these files."""
    if row.get("has_external_links") or row.get("mocks") or row.get("recorded_http"):
        return False
    return (shared("corpora/link_extraction") / page_of(row)).is_file()


def passes(row: dict[str, Any]) -> bool:
    """Tell whether the other tool finds nothing wrong on the page."""
    if "entries" in row:
        return all(each["verdict"] == "valid" and not each["warnings"] for each in row["entries"])
    expected = row["expect"]
    return bool(expected.get("passed", expected.get("failures", expected.get("failures_at_least")) == 0))


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return [row for site in SITES for row in rows("link_extraction", site) if is_local(row)]


def test_pages_are_judged_as_by_those_they_were_made_for(
    served: str, cases: list[dict[str, Any]], tmp_path: Path
) -> None:
    pages = sorted({served + page_of(each) for each in cases})
    out = tmp_path / "report.json"
    # nobody else is asked: no name is known
    alone = ("--allow-private", "--nameserver", "127.0.0.1:9")
    how = ("--only", "link", "--only", "email", "--skip", "link-words", "-f", "json", "-q", "--progress", "never")
    commands.execute(("check", *pages, *how, *alone, "--output", str(out)))
    told: dict[str, set[str]] = defaultdict(set)
    for each in json.loads(out.read_bytes())["problems"]:
        if each["severity"] in WORTH_TELLING or each["rule"] == "link-anchor-missing":
            told[each["page"].removeprefix(served)].add(each["rule"])
    agreed = [(page_of(row), passes(row) is (not told[page_of(row)])) for row in cases]
    assert share("fixture sites", agreed) >= FLOOR
    assert {page for page, alike in agreed if not alike} == set(DIFFERENT)


def test_every_deviation_is_in_the_document_with_its_reason() -> None:
    rows = [each for each in (ROOT / "docs/link-checkers.md").read_text("utf-8").splitlines() if each.startswith("| ")]
    told = {(page, why) for page, why in DIFFERENT.items() for row in rows if why in row and f"`{page[5:]}`" in row}
    assert told == set(DIFFERENT.items())
