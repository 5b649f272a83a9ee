"""Whatever a site or a file holds: nothing raises, and a page's name is its name."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.finders import _markup, _rows, _sitemaps, _traps
from checker.finders._addresses import folded, plain

START = "https://www.example.gov.uk/offer/"
PIECES = st.sampled_from(
    (
        "<urlset> </urlset> <url> </url> <loc> </loc> https://a.example <![CDATA[ ]]> <!-- --> &amp; & &nbsp; "
        "<s:loc> <lastmod>2026</lastmod> <link\thref='/x'/> <item> \x00 <?xml\tversion='1.0'\tencoding='utf-16'?> "
        "<!DOCTYPE\tx[ <!ENTITY\ta\t'b'> ]> é < > \ufeff"
    ).split(" ")
)
ADDRESSES = st.lists(
    st.sampled_from(
        "/a / ? & = id #x ;jsessionid=1 // :80 % %2F .. @ é [ \t ?PHPSESSID=1 /(S(abcdefgh1)) ; ://".split(" ")
    )
).map("".join)


@given(st.lists(PIECES).map("".join).map(lambda text: text.encode()) | st.binary())
@settings(max_examples=300, deadline=None)
def test_any_sitemap_can_be_read(body: bytes) -> None:
    reading = _markup.Reading()
    found = list(_markup.entries(_sitemaps.unpacked(body)[0], reading))
    assert reading.listed == len(found)
    assert all(each.kind in {"page", "sitemap"} and each.address for each in found)


@given(st.binary() | st.text(alphabet='a,;\t"\n/ur l=', max_size=60).map(lambda text: text.encode()))
@settings(max_examples=300, deadline=None)
def test_any_list_can_be_read(body: bytes) -> None:
    rows = list(_rows.read(body, START, lines_only=False))
    lines = [row.line for row in rows]
    assert lines == sorted(lines)
    assert all(row.address is None or plain(row.address) == row.address for row in rows)


@given(ADDRESSES | st.text(max_size=30))
@settings(max_examples=500, deadline=None)
def test_the_name_of_a_page_is_its_name(words: str) -> None:
    name = plain(words, START)
    if name is None:
        return
    assert plain(name) == name
    assert "#" not in name
    assert folded(folded(name, START), START) == folded(name, START)
    assert _traps.Traps().of(name) in {None, *_traps.NAMES}
