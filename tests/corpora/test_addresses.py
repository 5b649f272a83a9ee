"""Web addresses and emails in plain text, as the tests of six linkers see them.

The six disagree with each other, so what is right is policy (the policies themselves stand in
`checker.extractors.links`). `POLICIES` is the table: each policy, and by what the rows it excuses are known. A row that
a policy excuses is left out of the count; the others have a mark of 0.90, and reach far more.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from checker import urls
from checker.extractors._addresses import _WORDS as ENGLISH
from checker.model.mentions import Kind, Role
from tests.corpora.scores import looked_at, share
from tests.shared import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Row = dict[str, Any]

_HOST = re.compile(r"(?:https?://|(?<![\w.])www\.)([^\s/?#:@]+)", re.IGNORECASE)
_SPACELESS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"


def _text(pattern: str) -> Callable[[Row], bool]:
    return lambda row: re.search(pattern, row["text"], re.IGNORECASE) is not None


def _expected(pattern: str) -> Callable[[Row], bool]:
    return lambda row: any(re.search(pattern, each, re.IGNORECASE) for each in row["expected"])


def _mistyped(row: Row) -> bool:
    """Tell whether a text holds a host that nobody can have registered."""
    return any(_cannot_be(host) for host in _HOST.findall(row["text"]))


def _cannot_be(host: str) -> bool:
    labels = host.rstrip(".").split(".")
    odd = any(label.strip("-") != label or "_" in label or not label.isprintable() for label in labels[-2:])
    return odd or any(label[:1] in "-_" or label.startswith("xn--") for label in labels) or not urls.known_ending(host)


def _unbalanced(row: Row) -> bool:
    return any(each.count("(") != each.count(")") for each in row["expected"])


def _reads_as_word(row: Row) -> bool:
    return any(re.fullmatch(r"\w+\.(\w+)", each) and each.rpartition(".")[2] in ENGLISH for each in row["expected"])


def _bare(row: Row) -> bool:
    return not row["expected"] and re.fullmatch(r"[\w.-]+", row["text"]) is not None and urls.known_ending(row["text"])


POLICIES: dict[str, Callable[[Row], bool]] = {
    "only http, https, ftp and file begin the address of a page": _expected(
        r"^(?!https?:|ftp:|file:|mailto:)[\w.+-]+:"
    ),
    "an email is the address itself, without mailto:": _expected(r"^mailto:"),
    "without a scheme an address has a host with a known ending: no //host, no bare numbers": _expected(
        r"^//|^\d+(?:\.\d+){3}(?:/|$)|^file://\."
    ),
    "a mistyped address is an address, so that the slip can be named": _mistyped,
    "a mistyped email is found whole, so that the slip can be named": _text(r"\w\.(?:\.\w+)?@|@[\w.]+[-_](?:\s|$)"),
    "an address that a word is glued to is one": _text(r"[\w$]https?://"),
    "the ellipsis of an address that was cut short belongs to its words": _text(r"https?://\S*\.{3}"),
    "a double quotation mark or a bar ends an address": _text(r"""(?:https?://|www\.)\S*(?:["|])"""),
    "an apostrophe within an address belongs to it, the s of a possessor does not": _text(r"'s\b|'https?://"),
    "a bracket that nobody opened ends an address": _unbalanced,
    "scripts that leave no spaces between words are not parted from an address": _text(
        rf"\w{_SPACELESS}|{_SPACELESS}\w"
    ),
    "which paths a single shortener can have is not known": _text(r"//t\.co/"),
    "a bare host that reads as words is none": _reads_as_word,
    "a bare host is an address with www. or without": _bare,
    "quotation marks before the @ are not part of an email": _expected(r'^"[^"]*"@'),
}


def _found(row: Row) -> Iterator[str]:
    kinds = {"url": Kind.LINK, "email": Kind.EMAIL}
    of = {kinds[each] for each in row["kind"].split("|")}
    for each in looked_at(row["text"]).inventory.mentions:
        without_scheme = each.kind is Kind.LINK and ":" not in each.raw
        if each.kind in of and each.role in {None, Role.TEXT} and (row["bare_domains"] or not without_scheme):
            yield each.raw


def _well(row: Row) -> bool:
    number = 1 if row["match"] == "first" else None
    return list(_found(row))[:number] == row["expected"][:number]


def test_autolink_text() -> None:
    every = [(row, _well(row)) for row in rows("autolink_text") if not row.get("special_config")]
    excusing = {
        row["key"]: [words for words, excuses in POLICIES.items() if excuses(row)] for row, well in every if not well
    }
    for words, times in Counter(words[0] for words in excusing.values() if words).items():
        sys.stdout.write(f"\n{times:3} {words}")
    for bare in (True, False):
        of = [(row, well) for row, well in every if bool(row["bare_domains"]) is bare]
        share(f"autolink_text, bare hosts {bare}, all rows", ((row["text"], well) for row, well in of))
        scored = [(row, well) for row, well in of if well or not excusing[row["key"]]]
        assert share(f"autolink_text, bare hosts {bare}", ((row["text"], well) for row, well in scored)) >= 0.97


def test_nothing_is_found_where_nothing_stands() -> None:
    none = [row for row in rows("autolink_text") if not row["expected"] and not any(e(row) for e in POLICIES.values())]
    assert share("autolink_text, nothing", ((row["text"], _well(row)) for row in none)) >= 0.95


def test_every_policy_is_needed() -> None:
    """A policy that excuses nothing is a faulty one."""
    every = [row for row in rows("autolink_text") if not _well(row)]
    assert [words for words, excuses in POLICIES.items() if not any(map(excuses, every))] == []
