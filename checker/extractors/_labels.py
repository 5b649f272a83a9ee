"""What the words beside a telephone number say it is for, and how it is answered."""

from __future__ import annotations

import re

from checker import numbering
from checker.model.mentions import Role
from checker.text import squash

_NEAR = 120
_LONGEST = 80
_BRACKETS = r"(?:[ \xa0]?\([^()\n]{2,50}\))?"
_KIND = (
    r"tel(?:ephone)?(?: ?/ ?fax)?(?: (?:no|number))?\.?|fax ?/ ?(?:tel(?:ephone)?|phone)|phone(?: (?:no|number))?\.?"
    r"|fax(?: (?:no|number))?\.?|textphone"
    r"|minicom|mobile|mob|freephone(?: number)?|typetalk|text ?relay|text message|text|sms|helpline|ffôn|t|p|f|m"
    r"|contact us|whatsapp"
)
_KIND_LAST = re.compile(rf"(?<!\w)(?:{_KIND}){_BRACKETS}$", re.IGNORECASE)
_CUT = re.compile(
    r"[;•|\t]|(?<=[a-z)])(?<!\btel)(?<!\bno)(?<!\bmob)(?<!\bph)[.!?] |\bor [^ ]+@[^ ]+ |, (?=(?:fax|tel|phone|mob)\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[ \xa0]{0,2}\((?P<words>[^()\n\d]{2,50}|24 ?hours?|24/7|option \d|press \d)\)", re.IGNORECASE)
_OPTION = re.compile(
    r"[ \xa0,]{1,2}(?P<words>(?:option|press) \d|(?:ext(?:ension|n)?|x)[.: \xa0]{0,3}\d{1,6})\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\b(?:lines (?:are|open)|calls?|charges?|cost|open|rate|option|press|on a|keyboard|minutes?|free|please)\b",
    re.IGNORECASE,
)
_THE = re.compile(
    r"\b(?:the|our)[ \xa0](?P<name>(?:[\w’'&/-]+[ \xa0]){0,5}?[\w’'&/-]+(?: \([A-Z]+\))?),?"
    r"(?:[ \xa0](?:on|at|by phone on|via))?:?$"
)
_NAMED = re.compile(
    r"\b(?:[Cc]all|[Rr]ing|[Pp]hone|[Cc]ontact|[Dd]ial)[ \xa0]"
    r"(?P<name>[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){0,4}) (?:free )?on:?$"
)
_BY = re.compile(r"\b(?:by (?P<means>textphone|minicom|fax|text)|(?P<word>text [A-Z]{2,15}))(?: on| to)$")
_SHARED = re.compile(r"\b(?:out[ -]of[ -]hours|duty|on[ -]call|emergency|emergencies)\b", re.IGNORECASE)
_NOT_BRITISH = ("04", "06")
"""No British number begins so, but many a foreign one in its own country."""
_WITHOUT_CODES = 9
"""Digits of a domestic number in Spain, and in most countries that have no area codes."""
_SENTENCE = re.compile(
    r"\b(?:call|ring|phone us|contact|dial|on|at|by|via|or|is|are|and|to|can|please|gives|see|speak|with|for more)\b",
    re.IGNORECASE,
)
_TEXTPHONE = re.compile(r"\b(?:textphone|minicom|text ?relay|typetalk|text direct)\b", re.IGNORECASE)
_BY_RELAY = re.compile(r"\b1800[12](?: then| followed by|,| ?\+| and)(?: the(?: number)?)?\W*$")
"""The prefix for the relay service, told apart from the number: "18001 then 0800 ..."."""
_SMS = re.compile(r"\b(?:sms|txt|text(?: message)?s?(?: us)?(?: on)?)\b(?! ?(?:phone|relay))", re.IGNORECASE)
_FAX = re.compile(r"\b(?:fax|facsimile|f)\b", re.IGNORECASE)
_VOICE_TOO = re.compile(
    r"\b(?:tel|telephone|phone)\.? ?(?:/|and|&|or) ?fax|\bfax\.? ?(?:/|and|&|or) ?(?:tel|phone)", re.IGNORECASE
)


def before(text: str, start: int, floor: int) -> str | None:
    """Read the label before a number, back to the beginning of its line or the mention before it (`floor`)."""
    line = text[max(floor, start - _NEAR) : start].rpartition("\n")[2]
    line = _CUT.split(line)[-1]
    words = squash(line).lstrip("•*-–—·.,()[] ")
    colon = words.rstrip("( ").endswith((":", "-", "–"))
    words = words.rstrip(":-–—,( ")
    if not words:
        return None
    kind = _KIND_LAST.search(words)
    if kind:
        return kind[0]
    means = _BY.search(words)
    if means:
        return means["means"] or means["word"]
    named = _NAMED.search(words) or (None if colon and not words.endswith(" on") else _THE.search(words))
    if named:
        return _name(named["name"])
    if len(words) <= _LONGEST and (colon or not _SENTENCE.search(words)):
        return words if any(map(str.isalpha, words)) else None
    return None


def _name(words: str) -> str | None:
    return None if re.search(r"\b(?:and|or|that|which|is|are|us|to)\b", words) else words.strip()


def after(text: str, end: int) -> str | None:
    """Read the label after a number, in brackets: "(Advice Line)"."""
    match = _AFTER.match(text, end)
    if not match or (_ASIDE.search(match["words"]) and not match["words"].lower().startswith(("option", "press"))):
        return None
    return squash(match["words"])


def route(text: str, end: int) -> str | None:
    """Read an extension or a choice in a menu after a number: "ext: 35672", "option 2"."""
    match = _OPTION.match(text, end)
    return squash(match["words"]) if match else None


def label(text: str, start: int, end: int, floor: int) -> str | None:
    """Say what a number is for, in the page's words."""
    behind, choice, front = after(text, end), route(text, end), before(text, start, floor)
    if behind and re.match(r"option|press", behind, re.IGNORECASE):
        return f"{front} ({behind})" if front else behind
    return choice or behind or front


def role(raw: str, value: str | None, words: str, *, short: bool) -> Role:
    """Say how a number is answered, by the number itself and the words beside it."""
    if short:
        return Role.SHORT_CODE
    if numbering.has_relay(raw):
        return Role.RELAY
    if not numbering.is_british(value) and (value or _elsewhere(numbering.digits(raw))):
        return Role.FOREIGN
    return _by_words(words) or _by_number(value, words)


def _elsewhere(plain: str) -> bool:
    return plain.startswith(_NOT_BRITISH) or (plain[:1] != "0" and len(plain) == _WITHOUT_CODES)


def _by_words(words: str) -> Role | None:
    if _FAX.search(words) and not _VOICE_TOO.search(words):
        return Role.FAX
    if _BY_RELAY.search(words):
        return Role.RELAY
    if _TEXTPHONE.search(words):
        return Role.TEXTPHONE
    return Role.SMS if _SMS.search(words) else None


def _by_number(value: str | None, words: str) -> Role:
    if value is not None and numbering.cost_class(value) == "070":
        return Role.PERSONAL
    # a duty phone is passed from hand to hand: whoever answers, it is a line like any other
    return Role.MOBILE if numbering.is_mobile(value) and not _SHARED.search(words) else Role.VOICE
