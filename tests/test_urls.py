"""Public suffixes by the rules of one top-level domain, held against the whole list; and the parts of an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from ada_url import URL
from hypothesis import example, given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from checker import urls

WHOLE = PublicSuffixList(accept_unknown=False)
ENDINGS = ("uk", "jp", "ck", "cn", "com", "xn--p1ai")
"""With wildcards, exceptions, labels in other scripts, and suffixes that companies asked for."""


def hosts(ending: str) -> list[str]:
    """Make hosts of every rule of a top-level domain: the suffix, a name below it, and a name below that."""
    lines = Path(PSLFILE).read_text(encoding="utf-8").splitlines()
    rules = [line.lstrip("!").replace("*.", "any.") for line in lines if line.endswith((f".{ending}", ending))]
    suffixes = [rule.encode("idna").decode() for rule in rules if not rule.startswith("//")]
    return [host for suffix in suffixes for host in (suffix, f"one.{suffix}", f"two.one.{suffix}")]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_host_belongs_to_whom_the_whole_list_says(ending: str) -> None:
    tried = [*hosts(ending), f"example.{ending}", f"EXAMPLE.{ending.upper()}", f"www.example.{ending}.", ending]
    assert {host: urls.registrable(host) for host in tried} == {
        host: WHOLE.privatesuffix(host.rstrip(".")) for host in tried
    }


@pytest.mark.parametrize(
    ("host", "known"), [("www.example.org.uk", True), ("localhost", False), ("a.unknown-ending", False), ("", False)]
)
def test_an_ending_is_known_or_not(host: str, known: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    assert urls.known_ending(host) is known


PIECES = (
    "http:",
    "https:",
    "ftp:",
    "mailto:",
    "/",
    "//",
    "@",
    ":",
    "?",
    "#",
    "[::1]",
    "a",
    "b.c",
    ":8080",
    ":443",
    "é",
    "..",
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("https://user:word@www.example.org:8443/a/b?c=d#e")
@example("https://user@[2001:db8::1]:8443?#")
@example("http://www.example.org/??a@b:c##/d")
@example("http://:word@www.example.org")
def test_an_address_is_taken_apart_as_the_standard_says(address: str) -> None:
    found = urls.parts(address)
    if found is None:
        with pytest.raises(ValueError, match="Invalid"):
            URL(address)
        return
    url = URL(address)
    assert (found.href, found.scheme, found.host, found.port) == (url.href, url.protocol[:-1], url.hostname, url.port)
    assert (found.path, found.query, found.fragment) == (url.pathname, url.search, url.hash)
    assert (found.username, found.password) == (url.username, url.password)
