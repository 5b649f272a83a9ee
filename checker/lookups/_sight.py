"""What the looks for signs are shown: an answer, and the document in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.lookups._document import Document, read
from checker.urls import host_of, parts

if TYPE_CHECKING:
    from checker.model.fetching import Fetched

_HTML = ("text/html", "application/xhtml+xml")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-"})
OK = range(200, 300)


class Sight(Struct, frozen=True, kw_only=True):
    """One answer as it is looked at."""

    fetched: Fetched
    document: Document | None
    """None for what is no HTML, and for an answer without a body."""

    @property
    def fine(self) -> bool:
        """Tell whether the server said that here is what was asked for."""
        return self.fetched.status in OK

    @property
    def asked_host(self) -> str:
        """The host the link names."""
        return host_of(self.fetched.url)

    @property
    def host(self) -> str:
        """The host that answered in the end."""
        return host_of(self.fetched.final_url)

    @property
    def asked_path(self) -> str:
        """The path the link names, in lower case."""
        return path_of(self.fetched.url)

    @property
    def path(self) -> str:
        """The path that was answered in the end, in lower case."""
        return path_of(self.fetched.final_url)

    @property
    def moved(self) -> bool:
        """Tell whether another address answered than was asked."""
        return self.fetched.final_url.partition("#")[0] != self.fetched.url.partition("#")[0]


def sight(fetched: Fetched) -> Sight:
    """Read the document of an answer, if there is one."""
    found = read(fetched.body, fetched.final_url, fetched.header("content-type")) if is_html(fetched) else None
    return Sight(fetched=fetched, document=found)


def is_html(fetched: Fetched) -> bool:
    """Tell whether a body is HTML: by its header, or where there is none, by how it begins."""
    kind = fetched.header("content-type").partition(";")[0].strip().lower()
    return bool(fetched.body) and (kind in _HTML or (not kind and fetched.body.lstrip()[:1] == b"<"))


def path_of(address: str) -> str:
    """Give the path of an address in lower case, or an empty string."""
    found = parts(address)
    return found.path.lower() if found else ""


def plain(words: str) -> str:
    """Write words so that they can be compared: lower case, plain apostrophes and dashes, no final punctuation."""
    return words.lower().translate(_APOSTROPHES).strip(" .!:-,")


def title_parts(title: str) -> list[str]:
    """Take a title apart where sites put their own name: `Page not found | Hackney Council`."""
    found = plain(title)
    whole = [found]
    for mark in ("|", " - ", "»", "·", "::", " : ", "<", ": "):
        found = found.replace(mark, "\n")
    return whole + [piece for part in found.split("\n") if (piece := part.strip(" .!:-,"))]
