"""Documents that are ZIP files with XML inside: Word, Excel, OpenDocument. Opened with care, a part at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from checker.readers import _xml
from checker.readers._refusal import Unreadable, refuse_web_page

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

MOST_PART = 40_000_000
"""Bytes of one part when unpacked: 100 times a long document's. A bomb has thousands of times that."""
MOST_PARTS = 5_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DAMAGED = "This document is damaged: it cannot be unpacked. Save it again with the program it was written in."


class Zipped:
    """The parts of a document, by name."""

    def __init__(self, archive: zipfile.ZipFile, prefixes: Mapping[str, str]) -> None:
        self._archive = archive
        self._prefixes = prefixes
        self.names = frozenset(archive.namelist())

    def part(self, name: str) -> bytes | None:
        """Unpack one part; None if there is none of this name.

        Raises:
            Unreadable: It has a password, is damaged, or is larger than a part of a document is.
        """
        if name not in self.names:
            return None
        # known by now: whoever has a Zipped has imported it
        import zipfile  # noqa: PLC0415
        import zlib  # noqa: PLC0415

        if self._archive.getinfo(name).flag_bits & 1:
            raise Unreadable("This document has a password.", "Save it without one, then check it.")
        try:
            with self._archive.open(name) as file:
                body = file.read(MOST_PART + 1)  # what the ZIP claims its size to be is not believed
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as fault:
            raise Unreadable(_DAMAGED) from fault
        if len(body) > MOST_PART:
            raise Unreadable("This document unpacks to more than any document holds. It was not read.")
        return body

    def tree(self, name: str) -> Element | None:
        """Unpack one part and read its XML; None if there is none of this name.

        Raises:
            Unreadable: As above, or it is no XML.
        """
        body = self.part(name)
        return None if body is None else _xml.parse(body, self._prefixes)


def unzip(body: bytes, prefixes: Mapping[str, str], *, kind: str, main: str) -> Zipped:
    """Open a document.

    Args:
        body: The file.
        prefixes: What to call the namespaces of its XML.
        kind: What it should be, with its article: "a Word document".
        main: The part that makes it one.

    Raises:
        Unreadable: It is not such a document, has a password, or is damaged.
    """
    # 20 ms that a page of HTML does not wait for
    import zipfile  # noqa: PLC0415

    refuse_web_page(body, kind)
    if body.startswith(_OLD_OFFICE):
        raise Unreadable(
            f"This is not {kind} of today's kind: it has a password, or was written in the format of before 2007.",
            "Save it anew, without a password.",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Unreadable(
            _DAMAGED if body.startswith(b"PK") else f"This is not {kind}, whatever it is called."
        ) from fault
    if len(archive.namelist()) > MOST_PARTS:
        raise Unreadable("This document has more parts than can be looked through.")
    found = Zipped(archive, prefixes)
    if main not in found.names:
        raise Unreadable(f"This is not {kind}, whatever it is called.")
    return found
