"""Whatever stands around what is wrong, and however it is written, nothing else changes.

Drafts are thrown together, well formed or not. What may change is known: numbers and addresses. With these masked, a
draft is the same before and after.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import commands

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23).isoformat()
WRAPPED = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org"
NUMBERS = st.sampled_from(
    [
        "0208 946 2000",
        "0208 946 3111",
        "0208-946-2000",
        "020 8946 2000",
        "0208&nbsp;946&nbsp;2000",
        "0208\u00a0946 3111",
    ]
)
ADDRESSES = st.sampled_from(
    [
        *(
            "www.example.org/a",
            "www.example.org/b",
            "https://www.example.org/a",
            "https://www.example.org/a?utm_source=b",
        ),
        *("https://www.example.org/b?utm_source=b", f"{WRAPPED}%2Fa&data=0", f"{WRAPPED}%2Fb&amp;data=0"),
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "Ring ",
            "call us on ",
            " or ",
            "Café &amp; more ",
            "the rates",
            " &#8211; ",
            "a < b ",
            "\r\n",
            "\n",
            "\t",
            " – ",
        ),
        *("(", ")", ", ", ". ", "Fax: ", " ext. 12 ", "<b>bold</b>", "&nbsp;", " – "),
    ]
)
ODD = st.sampled_from(
    [
        *(
            "<!-- 0208 946 2000 -->",
            "<script>x='0208 946 2000 www.example.org/a'</script>",
            "<br>",
            "<br/>",
            "<i></i>",
            "<",
        ),
        *(
            '<img alt="0208 946 2000" src="www.example.org/a">',
            '<span title="0208 946 2000">x</span>',
            "</p>",
            "<p",
            " <em ",
        ),
    ]
)
MARKS = st.sampled_from(
    [
        *(
            "# Help\n\n",
            "**",
            "*",
            "`",
            "```\n",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "| a | b |\n|---|---|\n| ",
            "    ",
            "[",
        ),
        *("](", ")", "<", ">", "word ", "\r\n", "\\", "[x]: ", " "),
    ]
)
MASKS = (
    (r"0208(?:[ \-\u00a0]|&nbsp;)946(?:[ \-\u00a0]|&nbsp;)(\d{4})|020 8946 (\d{4})", r"N\1\2"),
    (re.escape(WRAPPED) + r"%2F(\w)(?:(?:&amp;|&)data=0)?", r"A\1"),
    (r"(?:https?://)?www\.example\.org/(\w)(?:\?utm_source=b)?", r"A\1"),
    (r"tel:\+?\d+", "T"),
    # an address without quotation marks gets some
    (r"""=(["']?)([AT]\w*)\1""", r"=\2"),
)


@st.composite
def inline(draw: st.DrawFn, depth: int = 0) -> str:
    """Draw a piece of a line of HTML."""
    mark = draw(st.sampled_from(["'", '"']))
    match draw(st.integers(0, 9)):
        case 0 | 1:
            return draw(WORDS)
        case 2 | 3:
            return f" {draw(NUMBERS)} "
        case 4:
            return f" {draw(ADDRESSES)} "
        case 5:
            mark = draw(st.sampled_from([mark, ""]))
            return f"<a href={mark}{draw(ADDRESSES)}{mark}>{draw(WORDS)}Page one</a>"
        case 6:
            return f"<a href={mark}tel:02089462000{mark}>{draw(NUMBERS)}</a>"
        case 7 if depth < 3:
            tag = draw(st.sampled_from(["b", "span", "em", "strong"]))
            return f"<{tag}>{draw(inline(depth=depth + 1))}{draw(inline(depth=depth + 1))}</{tag}>"
        case _:
            return draw(ODD)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page of HTML, as badly written as pages are."""
    tags = draw(st.lists(st.sampled_from(["p", "div", "li", "td", "h2", "dd"]), min_size=1, max_size=6))
    return "".join(f"<{tag}>{''.join(draw(st.lists(inline(), min_size=1, max_size=6)))}</{tag}>" for tag in tags)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw some Markdown, or plain text that looks like it."""
    pieces = st.one_of(
        MARKS,
        NUMBERS.map(lambda each: f" {each} "),
        ADDRESSES.map(lambda each: f" {each} "),
        ADDRESSES.map(lambda each: f"[Page one]({each})"),
    )
    return "".join(draw(st.lists(pieces, min_size=1, max_size=12)))


def masked(words: str) -> str:
    for pattern, mask in MASKS:
        words = re.sub(pattern, mask, words)
    return words


@pytest.mark.parametrize("kind", ["html", "md", "txt"])
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_only_numbers_and_addresses_change_and_only_once(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    before = data.draw(pages() if kind == "html" else texts())
    path = tmp_path / f"draft.{kind}"
    path.write_bytes(before.encode())
    assert _fixed(path) == 0
    after = path.read_bytes().decode()
    assert masked(after) == masked(before)
    assert _fixed(path) == 0
    assert path.read_bytes().decode() == after


def _fixed(path: Path) -> int:
    return commands.execute(("fix", str(path), "--offline", "--in-place", "--today", TODAY, "--quiet"))
