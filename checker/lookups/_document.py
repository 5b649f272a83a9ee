"""Reads from HTML what tells whether it is the page that was promised. Much cheaper than reading the page itself."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from selectolax.lexbor import LexborCSSSelector, LexborHTMLParser

from checker.text import squash
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

_UNSEEN = ["script", "style", "noscript", "template", "svg"]
_FRAME = "nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo]"
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w-]{1,40})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_SCRIPTED_WORDS = 30
"""A page with fewer words than this, and a script, may be built by it: what was read is not what is seen."""
_AT_ONCE = 10  # seconds; a longer refresh is a page that renews itself or ends a session
_TEXT = 100_000
_UTF_8 = "utf-8"
_NOT_OF_PAGES = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Encodings that Python knows and no page is in. The first takes seconds for a long text."""
_MANY = 301
"""Words. No sign asks how many more there are, and what is a sign only beside few words is not looked for."""
_TELLING = "[id], [style], a[name], a[rel*=sponsored i], a[rel*=nofollow i]"
_UNVOUCHED = ("sponsored", "nofollow")
_PICTURES = "img, iframe, frame, object, embed, video, canvas, form"
_ADULT = frozenset({"adult", "mature", "restricted", "rta-5042-1996-1400-1577-rta"})
_HIDING = re.compile(r"display:none|visibility:hidden|left:-9|text-indent:-9|top:-9|font-size:0")


class Document(Struct, frozen=True, kw_only=True):
    """What was read. All words are in lower case but the title."""

    title: str = ""
    headings: tuple[str, ...] = ()
    """The main ones: h1, or h2 where there is no h1."""
    spoken: tuple[str, ...] = ()
    """The words a reader sees, without navigation, header and footer where anything is left then."""
    words: int = 0
    """How many words a reader sees, navigation and all; of a long page, that they are many."""
    language: str | None = None
    noindex: bool = False
    """True if it asks search engines to leave it out, and has few words."""
    refresh: str | None = None
    """Where the page itself leads on, at once."""
    ids: frozenset[str] = frozenset()
    scripted: bool = False
    """True where script seems to build the page: its words are not judged."""
    pictures: bool = False
    """True if it shows pictures or frames and no words: it is not empty then."""
    password: bool = False
    """True if it asks for a password, in few words."""
    built_from: tuple[str, ...] = ()
    """Hosts its scripts and frames come from."""
    advertises: tuple[str, ...] = ()
    """Addresses elsewhere that it is paid or unwilling to vouch for (rel sponsored or nofollow)."""
    adult: bool = False
    """True if it labels itself as not for children (meta rating; the RTA label of rtalabel.org)."""
    hides: tuple[str, ...] = ()
    """Words of links elsewhere that no reader sees."""

    @property
    def text(self) -> str:
        """All words in one line. They are put together anew each time: long pages are hardly ever asked."""
        return " ".join(self.spoken)


def read(body: bytes, url: str, content_type: str = "") -> Document:
    """Read a document. Never raises: lexbor takes any text."""
    tree = LexborHTMLParser(_in_utf8(body, content_type))
    root = tree.root
    if root is None:
        return Document()
    building = _find("script, iframe, frame", root)
    sources = tuple(_hosts(building, url))
    refresh, adult = _refresh(root, url), _adult(root)
    titles = (_find("title", tree.head) if tree.head else []) or _find("title", root)
    title = squash(titles[0].text()) if titles else ""
    ids, advertised, hidden = _told(root, url)
    tree.strip_tags(_UNSEEN)
    headings = _headings(root)
    spoken, number = _words(tree, root)
    return Document(
        title=title,
        headings=headings,
        spoken=tuple(spoken),
        words=number,
        language=_language(root),
        noindex=len(spoken) < _MANY and _noindex(root),
        refresh=refresh,
        ids=ids,
        scripted=number < _SCRIPTED_WORDS and not headings and any(each.tag == "script" for each in building),
        pictures=not number and (bool(sources) or _is_any(_PICTURES, root)),
        password=number < _MANY and _is_any("input[type=password]", root),
        built_from=sources,
        advertises=advertised,
        adult=adult,
        hides=hidden,
    )


def _in_utf8(body: bytes, content_type: str) -> bytes:
    """Write a body in the encoding lexbor reads. Most are in it already, and are not written anew."""
    named = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(body[:2048])
    try:
        name = codecs.lookup(named[1].decode("ascii")).name if named else _UTF_8
        if name == _UTF_8:
            body.decode()
            return body
        if name not in _NOT_OF_PAGES:
            return body.decode(name, "replace").encode(_UTF_8, "replace")
    except (LookupError, UnicodeError):  # there is no such encoding, it is no text, or the page is not in it
        pass
    return body.decode(_UTF_8, "replace").encode()


@lru_cache(maxsize=1)
def _selector() -> LexborCSSSelector:
    """Make what finds elements, once: to make one for each document takes as long as to read a small one."""
    return LexborCSSSelector()  # type: ignore[no-untyped-call]  # the stub of selectolax leaves it out


def _find(query: str, node: LexborNode) -> list[LexborNode]:
    return _selector().find(query, node)


def _is_any(query: str, node: LexborNode) -> bool:
    return bool(_selector().any_matches(query, node))


def _words(tree: LexborHTMLParser, root: LexborNode) -> tuple[list[str], int]:
    """Give the page's own words, those of the main element or all but navigation and the like; and how many in all."""
    main = _find("main, [role=main], #main-content, #content", root)
    own = _flowing(main[0]) if main else []
    if len(own) >= _MANY:
        return own, _MANY
    whole = _flowing(tree.body)
    if not own:
        for node in _find(_FRAME, root):
            node.decompose()
        own = _flowing(tree.body) or whole
    return own, min(len(whole), _MANY)


def _flowing(node: LexborNode | None) -> list[str]:
    """Take a text apart, in lower case. On long texts this is much quicker than a pattern for blanks."""
    return node.text(separator=" ")[:_TEXT].lower().split() if node else []


def _headings(root: LexborNode) -> tuple[str, ...]:
    found = _find("h1", root) or _find("h2", root)[:1]
    return tuple(words for node in found[:5] if (words := squash(node.text(separator=" ")).lower()))


def _language(root: LexborNode) -> str | None:
    words = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
    return words.strip().lower() or None


def _noindex(root: LexborNode) -> bool:
    said = (node.attributes.get("content") or "" for node in _find("meta[name=robots i]", root))
    return any("noindex" in each.lower() for each in said)


def _adult(root: LexborNode) -> bool:
    labels = (node.attributes.get("content") or "" for node in _find("meta[name=rating i]", root))
    return any(label.strip().lower() in _ADULT for label in labels)


def _refresh(root: LexborNode, url: str) -> str | None:
    for node in _find("meta[http-equiv=refresh i]", root):
        above = node.parent
        found = _REFRESH.match(node.attributes.get("content") or "")
        # in noscript it is meant for browsers without script, not for everybody
        if found and not (above and above.tag == "noscript") and int(found.group(1)[:6]) <= _AT_ONCE:
            onward = resolve(found.group(2).strip(), url)
            return onward if onward and onward.startswith("http") else None
    return None


def _hosts(nodes: Iterable[LexborNode], url: str) -> Iterator[str]:
    for node in nodes:
        attributes = node.attributes
        address = resolve(attributes["src"] or "", url) if "src" in attributes else None
        if address and address.startswith("http"):
            yield address.split("/", 3)[2].lower()


def _told(root: LexborNode, url: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Give what attributes tell, in one walk: names that a fragment may point to, unvouched addresses, hidden words."""
    ids, advertised, hidden = set(), [], []
    for node in _find(_TELLING, root):
        attributes = node.attributes
        if "id" in attributes:
            ids.add(attributes["id"] or "")
        if "style" in attributes:
            hidden += _hidden(node, attributes["style"] or "")
        if node.tag != "a":
            continue
        if "name" in attributes:
            ids.add(attributes["name"] or "")
        if any(each in (attributes.get("rel") or "").lower() for each in _UNVOUCHED):
            advertised.append(resolve(attributes.get("href") or "", url) or "")
    return frozenset(ids), tuple(each for each in advertised if each.startswith("http")), tuple(hidden)


def _hidden(node: LexborNode, style: str) -> list[str]:
    if not _HIDING.search("".join(style.lower().split())):
        return []
    return [squash(link.text()).lower() for link in _find("a[href^=http]", node)]
