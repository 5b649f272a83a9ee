"""Labels that stand before a name, and what else belongs to a line and not to the name in it."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.text import squash

_LONGEST = 200
"""Characters of a line, from which it holds no name."""
_LEAD_IN = re.compile(
    r"^(?:\d+[.)]\s+)?(?:(?:start with|speak to|talk to|ask|contact|contacting|call|ring|email|write to)\s+"
    r"(?:the\s+|our\s+)?)?"
    r"(?=\w)(?!us\b|you\b|details?\b|numbers?\b|information\b|centre\b|officer\b)",
    re.IGNORECASE,
)
# the words by which directories ask for a name
_NAME_ASKED = (
    r"(?:(?:contact|full|venue|organisation|provider) name|name of (?:the )?(?:venue|organisation|provider|contact)"
    r"|name)"
)
_WHO_ASKED = r"(?:(?:key )?contact(?: person)?|organisation|provider|service|team|agency|company|key worker)"
"""Labels of a name where a colon stands between: "Contact: Sam Reed"."""
_NAME_LABEL = re.compile(
    rf"^(?:(?:{_NAME_ASKED}|{_WHO_ASKED})\s*:\s*|name of (?:the )?(?:venue|organisation|provider)\s+)", re.IGNORECASE
)
_ASKS_NAME = re.compile(rf"^{_NAME_ASKED}\W*$", re.IGNORECASE)
_ASKS_POSITION = re.compile(r"^(?:contact )?(?:position|role|job title)\b", re.IGNORECASE)
_NEWS = re.compile(r"\s+[-–—]\s+(?:service\s+)?(?:updates?|changes|news|closures?|closed\b.*|open\b.*)$", re.IGNORECASE)
_TAGLINE = re.compile(
    r"^(?P<name>(?!(?:Contact|Help|Support|Advice)\s[-–—])[A-Z][^–—]{1,58}?)\s+[-–—]\s+"
    r"(?=(?:for|helping|helps|supporting|supports|providing|provides|we|who)\s)",
)
"""A name, and in small letters what they do: "Harbour Families – for parents of disabled children"."""
_POST = (
    r"(?:[Oo]fficer|[Mm]anager|[Ll]ead|[Hh]ead|[Cc]o-?ordinator|[Aa]dvis[eo]r|[Ww]orker|[Dd]irector|[Tt]eacher|SENCO|SENCo"
    r"|[Aa]dministrator|[Ss]ecretary|[Aa]ssistant|[Pp]ractitioner|[Cc]onsultant|[Tt]herapist|[Pp]sychologist|[Nn]urse"
    r"|[Cc]hair|[Cc]lerk|[Bb]ursar|[Ss]pecialist|[Ss]upervisor)"
)
_PERSON = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-z’'-]+(?: [A-Z][\w’'-]*){1,2}"
_WHOLE_POST = rf"(?:(?:[A-Z][\w&/’'-]*|and|of|for|the) ){{0,5}}{_POST}(?: (?:[A-Z][\w&/’'-]*|and|of|for|the)){{0,5}}"
_HOLDER = re.compile(rf"(?P<person>{_PERSON}),? \(?{_WHOLE_POST}\)?,?(?: (?:on|at|by phone on|via))?[\s:–(-]*$")
"""A person and their post, before a number: "Sam Reed, Inclusion Lead, on"."""
_ASKS_TO = re.compile(
    r"^(?:book|buy|choose|complete|download|find|get|give|join|make|order|pay|read|register|renew|see|sign|start|use|visit"
    r"|watch)\s+(?:an?|the|your|our|for|to|up|in|on|online|us|more|this|now)\b",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?:by |our |on )?(?:(?:tele|text)?phone|tel|mobile|call us|(?:phone|email|write to) us|e-?mail|fax|online"
    r"|web ?site|web|post|(?:postal )?address|text|sms|opening (?:times|hours))(?: (?:number|address))?\W*",
    re.IGNORECASE,
)
_WITH_POST = re.compile(rf"^(?P<person>{_PERSON})(?:,| [-–—]) {_WHOLE_POST}$")
_ADDRESSED = re.compile(r"^(?P<name>[A-Z][^,\d\n]{2,60}), [^\n]{0,100}\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$")
"""A whole postal address on one line, which begins with whose it is."""


def asks_name(line: str) -> bool:
    """Tell whether a line is the label of a name: "Contact name"."""
    return _ASKS_NAME.match(line.strip()) is not None


def asks_position(line: str) -> bool:
    """Tell whether a line is the label of somebody's position, or gives it: "Position: Manager"."""
    return _ASKS_POSITION.match(line.strip()) is not None


def holder(words: str) -> str | None:
    """Find the person whose post stands before a number."""
    found = _HOLDER.search(words)
    return found["person"] if found else None


def is_way(heading: str) -> bool:
    """Tell whether a heading is only a way to get in touch: "Phone", "By email", "Our website"."""
    return len(heading) <= _LONGEST and _is_way(heading)


@lru_cache(maxsize=2048)
def _is_way(heading: str) -> bool:
    return _WAY.fullmatch(squash(heading)) is not None


def asks_to(line: str) -> bool:
    """Tell whether a line tells readers to do something: "Book a place"."""
    return _ASKS_TO.match(line) is not None


def is_post(line: str) -> bool:
    """Tell whether a line is somebody's post: "Team Manager"."""
    return re.fullmatch(_WHOLE_POST, line) is not None


def is_person(line: str) -> bool:
    """Tell whether a line may be a person's name: "Sam Reed"."""
    return re.fullmatch(_PERSON, line) is not None


def tidy(line: str) -> str:
    """Take off a line what does not belong to a name: a number before it, "Contact", "- service update"."""
    return _tidy(line) if len(line) <= _LONGEST else line


@lru_cache(maxsize=2048)
def _tidy(line: str) -> str:
    whole = squash(line).rstrip(": ")
    words = _NAME_LABEL.sub("", _NEWS.sub("", whole))
    held = _TAGLINE.match(words) or _WITH_POST.match(words) or _ADDRESSED.match(words)
    words = _LEAD_IN.sub("", held[1] if held else words)
    return words[:1].upper() + words[1:] if words[:1].islower() and words != whole else words
