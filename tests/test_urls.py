"""Public suffixes: the rules of one top-level domain are read by themselves, and say what the whole list says."""

from __future__ import annotations

from pathlib import Path

import pytest
from ada_url import URL
from hypothesis import given
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


_PIECES = (
    *("http", "https", "HTTP", "ftp", "file", "mailto", ":", "//", "/", "\\", "@", "user", ":pw", "a.b", "example.org"),
    *("[::1]", ":80", ":8080", "?", "#", "?q", "#f", "%2F", "%40", " ", "\t", "127.0.0.1", "é", "..", "|", "\ud800"),
)


@given(
    st.builds(str.__add__, st.sampled_from(["", "http://", "https:"]), st.lists(st.sampled_from(_PIECES)).map("".join))
)
def test_an_address_is_taken_apart_as_the_standard_says(address: str) -> None:
    try:
        url = URL(address)
    except (ValueError, UnicodeError):
        assert urls.parts(address) is None
        return
    assert urls.parts(address) == urls.Parts(
        href=url.href,
        scheme=url.protocol.rstrip(":"),
        host=url.hostname,
        port=url.port,
        path=url.pathname,
        query=url.search,
        fragment=url.hash,
        username=url.username,
        password=url.password,
    )


@pytest.mark.parametrize(
    ("address", "query", "fragment"),
    [("http://a/?", "", ""), ("http://a/#", "", ""), ("http://a/?#", "", ""), ("http://a/#?", "", "#?")],
)
def test_an_empty_query_or_fragment_is_none(address: str, query: str, fragment: str) -> None:
    found = urls.parts(address)
    assert found
    assert (found.query, found.fragment) == (query, fragment)
