from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Incomplete
from checker.extractors import inventory
from checker.model.pages import BlockKind, Page, Source
from checker.model.rules import Settings
from checker.readers import read
from checker.readers._references import srcset
from checker.urls import resolve, with_query_in

URL = "https://www.example.gov.uk/advice/page"


def page(words: str | bytes, *, header: str | None = None, url: str | None = URL) -> Page:
    body = words if isinstance(words, bytes) else words.encode()
    settings = Settings(today=date(2026, 11, 23), reader="html")
    return read(Source(target="page.html", body=body, url=url, content_type=header), settings)


def texts(words: str) -> list[str]:
    return [block.text for block in page(words).blocks]


def test_blocks_are_what_is_read_in_one_breath() -> None:
    assert texts("<p>One <b>bold</b>\n  word</p><ul><li>Two<li>Three</ul><div>Four<p>Five</div>") == [
        "One bold word",
        "Two",
        "Three",
        "Four",
        "Five",
    ]
    assert texts("<p>One<br>line<br/>each</p>") == ["One\nline\neach"]
    assert texts("<table><tr><th>Name<td>Number</table>") == ["Name", "Number"]


def test_white_space_is_shown_as_browsers_show_it() -> None:
    assert texts("<p> a\t b \n\n c\f\r d\xa0\xa0e <i> f </i> g</p>") == ["a b c d\xa0\xa0e f g"]


def test_headings_lead_to_what_stands_under_them() -> None:
    blocks = page("<main><h1>A</h1><p>1</p><h2>B</h2><p>2</p><h3>C</h3><p>3</p><h2>D</h2><p>4</p></main>").blocks
    assert [(block.text, block.headings) for block in blocks if block.tag == "p"] == [
        ("1", ("A",)),
        ("2", ("A", "B")),
        ("3", ("A", "B", "C")),
        ("4", ("A", "D")),
    ]


def test_what_belongs_to_the_site_is_told_from_the_page() -> None:
    blocks = page(
        "<body><header><p>Site</p></header><nav><a href=/>Home</a></nav><main><header><p>Intro</p></header><p>Own</p>"
        "</main><div role=contentinfo><p>Foot</p></div>"
    ).blocks
    assert [block.text for block in blocks if block.kind is BlockKind.TEMPLATE] == ["Site", "Home", "Foot"]
    assert [block.text for block in blocks if block.kind is BlockKind.CONTENT] == ["Intro", "Own"]


def test_a_picture_that_is_called_the_page_s_own_part_holds_nothing() -> None:
    assert texts(f"<body><section>{'<img role=main alt=A>' * 4}<p>One</p></section><p>Two</p>") == ["One", "Two"]


def test_what_no_reader_sees_is_not_read() -> None:
    assert texts(
        "<script>a</script><style>b</style><template>c</template><p hidden>d</p><p style='display: none'>e</p>"
        "<!-- f --><noscript>g</noscript><p>seen</p>"
    ) == ["seen"]


def test_links_know_their_words_and_where_they_stand() -> None:
    block = page("<p>Read <a href='a.html?x=1&amp;y=2' rel=nofollow> our <b>guide</b> </a>now</p>").blocks[0]
    (link,) = block.links
    assert (link.href, link.url) == ("a.html?x=1&y=2", "https://www.example.gov.uk/advice/a.html?x=1&y=2")
    assert (link.text, link.rel) == ("our guide", "nofollow")
    assert block.text[link.start : link.end] == "our guide"


def test_many_links_in_one_line_each_have_their_own_words() -> None:
    block = page("<p>" + "".join(f"<a href=/{n}>link {n}</a> " for n in range(300)) + "</p>").blocks[0]
    assert [block.text[link.start : link.end] for link in block.links] == [f"link {n}" for n in range(300)]


def test_a_link_over_blocks_and_one_around_a_picture() -> None:
    whole = page("<a href=/one><h2>Head</h2><p>Text</p></a><a href=/two><img src=p.png alt='A map'></a>")
    links = [link for block in whole.blocks for link in block.links] + list(whole.links)
    assert [(link.href, link.text) for link in links if link.tag == "a"] == [("/one", "Head"), ("/two", "A map")]


def test_references_outside_the_words() -> None:
    whole = page(
        "<head><link rel=stylesheet href=s.css><link rel=preconnect href=//c.example><meta http-equiv=refresh "
        "content='5; url=/next'></head><img src=i.png srcset='i2.png 2x, i3.png 3x'><iframe src=f.html></iframe>"
        "<map><area href=area.html alt=Area></map><video poster=v.png><source src=v.mp4></video>"
    )
    assert [(link.tag, link.href) for link in whole.links] == [
        ("link", "s.css"),
        ("img", "i.png"),
        ("img", "i2.png"),
        ("img", "i3.png"),
        ("iframe", "f.html"),
        ("area", "area.html"),
        ("video", "v.png"),
        ("source", "v.mp4"),
        ("meta", "/next"),
    ]


def test_the_base_is_the_first_that_has_an_address_and_none_in_noscript() -> None:
    links = "<p><a href=x>x</a></p>"
    assert page(f"<base target=_top><base href=/other/><base href=/third/>{links}").base == (
        "https://www.example.gov.uk/other/"
    )
    assert page(f"<noscript><base href=https://evil.example/></noscript>{links}").base == URL
    assert page(f"<NOSCRIPT>{'<noscript>' * 5000}<base href=/b/>{links}").base is not None
    assert page(links, url=None).blocks[0].links[0].url is None


def test_machines_are_told_in_json_and_microdata() -> None:
    whole = page(
        """<script type="application/ld+json">{"@type": "Organization", // a remark
        "telephone": "020 7946 0123",}</script><script type="application/ld+json">{broken</script>
        <div itemscope itemtype="https://schema.org/Place"><span itemprop=name>The hall</span></div>"""
    )
    assert [(each.syntax, each.type, each.name, each.value) for each in whole.structured] == [
        ("json-ld", "Organization", "telephone", "020 7946 0123"),
        ("microdata", "Place", "name", "The hall"),
    ]


@pytest.mark.parametrize(
    ("body", "header", "words"),
    [
        ("<p>café</p>".encode(), None, "café"),
        ("<p>café</p>".encode("latin-1"), None, "café"),
        ("<meta charset=latin1><p>“café”</p>".encode("cp1252"), None, "“café”"),
        (b"<meta charset=utf-16><p>caf\xc3\xa9</p>", None, "café"),
        ("<p>café</p>".encode("utf-16"), None, "café"),
        ("<p>café</p>".encode("utf-16-le"), "text/html; charset=UTF-16LE", "café"),
        ("<meta charset=latin1><p>café</p>".encode(), "text/html; charset=utf-8", "café"),
        ("<p>café</p>".encode(), "text/html; xcharset=latin1", "café"),
        ("<p>café</p>".encode(), 'text/html; x="; charset=latin1"', "café"),
        *((f"<meta charset={name}><p>café</p>".encode(), None, "café") for name in ("zip", "hex", "punycode", "nix")),
        (b"<meta charset=utf-8><p>caf\xe9</p>", None, "caf\ufffd"),
    ],
)
def test_the_encoding_is_what_browsers_take(body: bytes, header: str | None, words: str) -> None:
    assert [block.text for block in page(body, header=header).blocks] == [words]


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "https://a:b@example.org:8080/x/?y#z",
        "http://[::1]/a;b/..",
        "https://",
        "https://[bad/",
        "mailto:a@b",
        None,
    ],
)
@given(
    start=st.sampled_from(["/", "https://", "http://", "HTTP://", "http:", "mailto:", "tel:", "//", "?", "#", ""]),
    rest=st.text("/\\:?#@.%[]|~aé \t\n\r\u200b", max_size=8),
)
def test_links_lead_where_they_lead_from_the_page_s_own_address(url: str | None, start: str, rest: str) -> None:
    href = (start + rest).replace("\r", "\n")  # as a parser of HTML hands it on
    written = href.replace("&", "&amp;").replace('"', "&quot;")
    (link,) = page(f'<p><a href="{written}">words</a>', url=url).blocks[0].links
    assert (link.href, link.url) == (href, resolve(href, url))


def test_a_query_is_asked_in_the_encoding_of_its_page() -> None:
    body = "<p><a href='/s?q=é€☃#é'>x</a></p>".encode("cp1252", "xmlcharrefreplace")
    address = page(body, header="text/html; charset=windows-1252").blocks[0].links[0].url
    assert address == "https://www.example.gov.uk/s?q=%E9%80%26%239731%3B#%C3%A9"
    assert with_query_in("mailto:é?é", "cp1252") == "mailto:é?é"


@pytest.mark.parametrize("body", [b"%PDF-1.7 <p>", b"PK\x03\x04<p>", bytes(range(32)) * 20])
def test_what_is_no_text_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(Incomplete, match="This is not text"):
        page(body)


def test_a_srcset_is_read_to_its_end() -> None:
    assert list(srcset("a,b.png 1x, c.png (x,y) 2x,d.png,")) == ["a,b.png", "c.png", "d.png"]


PIECES = (
    "<p>|</p>|<a href=x>|<a href='tel:020 7946 0123'>|</a>|<b>|<ul><li>|<table><td>|<br>|<h2>|</h2>|<main>|<nav>"
    "|<img alt=x>|020 7946 0123|a@example.gov.uk|www.example.gov.uk|1/2/2024|E8 1EA|\u202e|\x1b[31m|&lt;|<!--|-->|<"
)
MARKUP = st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=5), max_size=40)


@given(MARKUP)
def test_whatever_is_written_is_read_and_every_span_lies_in_its_block(pieces: list[str]) -> None:
    whole = page(" ".join(pieces).encode("utf-8", "replace"))
    for block in whole.blocks:
        assert all(0 <= link.start <= link.end <= len(block.text) for link in block.links)
    found, failed = inventory(whole, Settings(today=date(2026, 11, 23)))
    assert failed == ()
    for mention in found.mentions:
        place = mention.place
        if place.block is not None and place.end > place.start:
            assert whole.blocks[place.block].text[place.start : place.end] == place.quote


@pytest.mark.parametrize(
    "crumbs",
    [
        '<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a><li><a href="/housing">Housing</a></ol></nav>',
        '<div class="govuk-breadcrumbs"><a href="/">Home</a> &gt; <a href="/housing">Housing</a></div>',
        '<ul id="BreadCrumb"><li><a href="/">Home</a><li><a href="/housing">Housing</a></ul>',
    ],
)
def test_the_breadcrumb_is_read(crumbs: str) -> None:
    found = page(f"<body><nav><a href=/x>Schools</a></nav>{crumbs}<h1>Rent</h1>")
    assert found.trail == ("Home", "Housing")
    assert page("<body><nav><a href=/x>Schools</a></nav><h1>Rent</h1>").trail == ()
