"""Drafts are put together of right and wrong pieces, so that it is known what has to change."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

TODAY = date(2026, 11, 23).isoformat()

RIGHT = {
    "html": [
        "<p Class='a'>Caf&eacute; &amp; more &ndash; <b>bold</b> a < b</p>\r\n",
        "<!-- 0208 946 0001 --><script>var a = '0208 946 0001'</script>\n",
        "<ul><LI>One<li title=x>Two &#8211; three</ul>",
        '<p>See <a data-x="1" HREF="https://www.example.org/a?b=1&c=2">the rates</a>\t.</p>\n',
        "<p>\u00a0  Öffnen  –  ‘quoted’ words\n  and   more </p>",
        '<img src="map.png" alt="A map"><br/>\n',
    ],
    "md": [
        "# Help *today*\n\n",
        "Some **bold** words – and `code`.\r\n\r\n",
        "- One\n- Two [page](https://example.org/a)\n\n",
    ],
    "txt": ["HELP\n\n", "Some   words – and\tmore.\r\n\r\n", "Opening times\n-------------\n\n"],
}
WRAPPED = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org"
WRONG = {
    "html": [
        ("<p>Ring 0208&nbsp;946 {n} now</p>", "<p>Ring 020 8946 {n} now</p>"),
        (
            '<p><a href="www.example.org/{n}">Page {n}</a></p>',
            '<p><a href="https://www.example.org/{n}">Page {n}</a></p>',
        ),
        (
            "<p><a href=www.example.org/b{n}>Page {n}</a></p>",
            '<p><a href="https://www.example.org/b{n}">Page {n}</a></p>',
        ),
        (
            "<p><A class=x href='https://www.example.org/{n}?a=1&amp;utm_source=b'>The rates for {n}</A></p>",
            "<p><A class=x href='https://www.example.org/{n}?a=1'>The rates for {n}</A></p>",
        ),
        (
            "<p>Email <a href='mailto://a{n}@example.org?subject=Hi'>a{n}@example.org</a></p>",
            "<p>Email <a href='mailto:a{n}@example.org?subject=Hi'>a{n}@example.org</a></p>",
        ),
        (
            '<p>Call <a href="tel:0000">020 8946 {n}</a></p>',
            '<p>Call <a href="tel:+44208946{n}">020 8946 {n}</a></p>',
        ),
        (
            f'<p><a href="{WRAPPED}%2F{{n}}&amp;data=0">The plan {{n}}</a></p>',
            '<p><a href="https://www.example.org/{n}">The plan {n}</a></p>',
        ),
    ],
    "md": [
        ("Ring 0208 946 {n} now.\n\n", "Ring 020 8946 {n} now.\n\n"),
        ("See [page {n}](www.example.org/{n}) now.\n\n", "See [page {n}](https://www.example.org/{n}) now.\n\n"),
        (
            "- [Page {n}](https://www.example.org/{n}?utm_source=b) is *new*\n\n",
            "- [Page {n}](https://www.example.org/{n}) is *new*\n\n",
        ),
        ("Ring **0208 946 {n}** now.\n\n", "Ring **020 8946 {n}** now.\n\n"),
    ],
    "txt": [
        ("Ring 0208 946 {n} now.\n\n", "Ring 020 8946 {n} now.\n\n"),
        (
            "See https://www.example.org/{n}?utm_source=b for more.\n\n",
            "See https://www.example.org/{n} for more.\n\n",
        ),
    ],
}


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a kind of file, a draft, and the draft put right."""
    kind = draw(st.sampled_from(sorted(WRONG)))
    before, after = "", ""
    for number in range(draw(st.integers(1, 8))):
        if draw(st.booleans()):
            piece = draw(st.sampled_from(RIGHT[kind]))
            before, after = before + piece, after + piece
        else:
            wrong, right = draw(st.sampled_from(WRONG[kind]))
            # with the same number a piece may stand there twice
            n = f"{draw(st.sampled_from([2000, 3000 + number]))}"
            before, after = before + wrong.replace("{n}", n), after + right.replace("{n}", n)
    return kind, before, after


def fixed(path: Path, *more: str) -> int:
    return commands.execute(("fix", str(path), "--offline", "--in-place", "--today", TODAY, "--quiet", *more))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts())
def test_only_the_named_words_differ(tmp_path: Path, draft: tuple[str, str, str]) -> None:
    kind, before, after = draft
    path = tmp_path / f"draft.{kind}"
    path.write_bytes(before.encode())
    assert fixed(path) == 0
    assert path.read_bytes().decode() == after
    assert fixed(path) == 0
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "draft.html"
    head = "<!doctype html><meta charset=windows-1252>\r\n" if encoding == "cp1252" else "<!doctype html>\r\n"
    words = f"{head}<p>Café – 0208 946 2000\r\n</p>"
    path.write_bytes(words.encode(encoding))
    assert fixed(path) == 0
    assert path.read_bytes() == words.replace("0208 946", "020 8946").encode(encoding)


def test_broken_bytes_stay(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_bytes("<meta charset=utf-8><p>é 0208 946 2000 ".encode() + b"\xff\xfe</p>")
    assert fixed(path) == 0
    assert path.read_bytes() == "<meta charset=utf-8><p>é 020 8946 2000 ".encode() + b"\xff\xfe</p>"


def test_what_is_not_certain_is_advice_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    words = "<p>Write to help@gmial.com about it</p>"
    path.write_text(words)
    assert fixed(path) == 0
    assert path.read_text() == words
    assert fixed(path, "--unsafe") == 0
    assert path.read_text() == words.replace("gmial", "gmail")


def test_a_place_that_is_not_found_exactly_is_advice(ask: Callable[..., Ended]) -> None:
    Path("a.html").write_text("<p>Ring 0208 <b>946</b> 2000 now</p>")
    ended = ask("fix", "a.html", "--offline", "--in-place")
    assert ended.code == 0
    assert Path("a.html").read_text() == "<p>Ring 0208 <b>946</b> 2000 now</p>"
    assert "“0208 946 2000”: perhaps “020 8946 2000”" in ended.err
    assert "not found exactly" in ended.err


def test_the_diff_is_shown_and_nothing_written(ask: Callable[..., Ended]) -> None:
    Path("a.txt").write_text("Ring 0208 946 2000 now.")
    ended = ask("fix", "a.txt", "--offline")
    assert ended.code == 1
    assert ended.out.splitlines() == [
        "--- a.txt",
        "+++ a.txt",
        "@@ -1 +1 @@",
        "-Ring 0208 946 2000 now.",
        "\\ No newline at end of file",
        "+Ring 020 8946 2000 now.",
        "\\ No newline at end of file",
    ]
    assert Path("a.txt").read_text() == "Ring 0208 946 2000 now."
    assert ask("fix", "-", "--type", "text", "--offline", stdin=b"Ring 020 8946 2000 now.").code == 0


def test_what_cannot_be_repaired_is_refused(ask: Callable[..., Ended]) -> None:
    assert ask("fix", "https://example.org/").code == 2
    assert ask("fix", "-", "--in-place", stdin=b"x").code == 2
    assert ask("fix", "nothing.html").code == 2
    Path("a.bin").write_bytes(bytes(200))
    assert ask("fix", "a.bin").code == 3


def test_a_link_that_cannot_ring_gets_the_number_that_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text(
        '<p><a href="tel:02089462">020 8946 2000</a> <a href="mailto:a@example.gov.ukk">a@example.gov.uk</a></p>'
    )
    assert fixed(path) == 0
    assert path.read_text() == (
        '<p><a href="tel:+442089462000">020 8946 2000</a> <a href="mailto:a@example.gov.uk">a@example.gov.uk</a></p>'
    )


def test_the_file_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    path, link = tmp_path / "draft.html", tmp_path / "link.html"
    path.write_text("<p>0208 946 2000</p>")
    path.chmod(0o640)
    link.symlink_to(path)
    assert fixed(link) == 0
    assert link.is_symlink()
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("<p>020 8946 2000</p>", 0o640)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["draft.html", "link.html"]


def test_thousands_of_the_same_fault_take_a_second(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<p>Ring 0208 946 2000 now</p>" * 3000)
    begun = time.process_time()
    assert fixed(path) == 0
    assert time.process_time() - begun < 10
    assert path.read_text() == "<p>Ring 020 8946 2000 now</p>" * 3000
