"""Whose number is this? Finding the name that belongs to a contact, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.text import squash
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_WORDS = 14
_FEW = 2

_LABEL_WORDS = (
    r"tel(?:ephone)?|(?:tele|free|text|mini|voice)?phone(?:\s+(?:number|line))?|mobile|mob|fax|free"
    r"|number|no|minicom|sms|text|e-?mail(?:\s+address)?|emailing|web(?:site|page|site address)?|online"
    r"|site|address|url|line|lines|textphone|relay|typetalk|call|calling|ring|ringing|dial|dialling"
    r"|contact|contacting|reach|write|send|enquir(?:y|ies)|general|public|us|on|at|to|or|and|by|via|for"
    r"|the|a|an|our|please|you|can|also|is|are|of|in|out|after|outside|office|working|opening|hours"
    r"|daytime|day|evening|night|weekdays?|weekends?|option|ext|extension|press|uk|from|abroad|within"
    r"|overseas|england|wales|scotland|northern|ireland|welsh|t|e|m|p|w|f|ff[oô]n|e-bost|tel/fax"
    r"|alternatively|it|this|be|main|switchboard|reception|more|information|details|further|advice"
    r"|helpline|only|urgent|media|members|if|prefer"
)
_LABELS = re.compile(rf"\b(?:{_LABEL_WORDS})\b", re.IGNORECASE)
_JOINING = re.compile(
    r"^\W*(?:or|alternatively|you can also|also|and|otherwise|after hours|out of hours)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?\s*$|^(?:who|what|when|where|why|how|do|does|did|can|could|should|will|is|are|am|if|so|need|worried|find|get|have)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:contacts?|contact (?:us|details|information|\w+ team)|get in touch|who to contact|further information"
    r"|more information|(?:useful )?(?:links|contacts|numbers)|help|support|questions?|description|overview"
    r"|introduction|service details|other details|advice page content|have your say|talk to us|where to go"
    r"|about us|address|opening (?:hours|times)|location|home|phone|email|telephone|website|skip to main content)\W*$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"""
      ^\d | \d\s*[ap]m\b | ^(?:mon|tues|wednes|thurs|fri|satur|sun)day | ^(?:open|opening|hours|lines?|closed)\b
    | \b(?:street|road|lane|avenue|floor|square|way|close|drive)\s*,?$
    | ^(?:\S+\s+){1,2}(?:house|building|court|park|walk|unit|suite|hall|place)\s*,?$
    | ^(?:po\s*box|freepost|ref|pdf|address|postcode|published|updated|page\s+last|find\s+out\s+about)\b
    | \b(?:england|wales|scotland|northern\s+ireland|united\s+kingdom|uk)\s*,?$
    | [.;,]$ | www\. | @ | \d\s?[KM]B\b | \b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$ | ^[•*-]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = re.compile(
    r"""
      (?:\b(?:the|our|your|their)\s+)(?P<team>(?:[\w’'&/-]+\s+){0,5}?
        (?:team|desk|hub|line|adviceline|helpline|service|office|centre|unit|lead|officer|board|department|group)\b
        (?:\s+\([A-Z]{2,8}\))?)
    | (?P<proper>(?:[A-Z][\w’'-]*|[A-Z]{2,})(?:\s+(?:(?:and|of|for|the|&|in)\s+){0,2}(?:[A-Z]|\([A-Z])[\w’'()-]*)*)
    """,
    re.VERBOSE,
)
_CARD_HEAD = re.compile(r",|\d|\b(?:tel|telephone|phone|e-?mail|fax|textphone|tel/fax)\b", re.IGNORECASE)
_CARD_WORDS = 6
_SENTENCE_WORDS = re.compile(
    r"\b(?:call|ring|phone|dial|contact|email|text|write|speak|talk|get|visit|can|could|will|may|must|is|are|was|be|please"
    r"|if|you|your|we|us|or|to|on|via|by|at|this|started|send|ask|under)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_LAST_WORDS = frozenset("tel telephone phone fax email e-mail text tel/fax website web on at".split())
_FIRST_WORDS = frozenset("for to the if call ring contact email and or of our your under".split())
_NO_NAMES = frozenset(
    (
        "if for in to the we you this that it call ring phone tel telephone email e-mail website web under or"
        " and on at our please text contact fax office outside out open monday tuesday wednesday thursday"
        " friday saturday sunday typetalk textphone freephone minicom mobile mon tue wed thu fri sat sun from"
        " further staff more find professionals families most updates would register new last"
    ).split()
)


def rest(words: str) -> str:
    """Give what is left of the words beside a number when labels, digits and signs are gone."""
    return squash(re.sub(r"[^\w’'&]|\d", " ", _LABELS.sub(" ", words)))


def is_label(words: str) -> bool:
    """Tell whether words beside a number only say what kind of number it is: "or telephone:"."""
    left = rest(words)
    return not left or bool(_JOINING.match(words) and len(left.split()) <= _FEW and not named_in(left))


def is_name(line: str) -> bool:
    """Tell whether a line by itself names somebody who can be reached."""
    words = squash(line).rstrip(":")
    begins_small = words[:1].isalpha() and words[:1].islower()
    if not words[:1].isalnum() or begins_small or len(words.split()) > MAX_WORDS:
        return False
    return not (
        _NOT_A_NAME.search(words)
        or _QUESTION.search(words)
        or _GENERIC.match(words)
        or (is_label(words) and "(" not in words)
    )


def is_postal(line: str) -> bool:
    """Tell whether a line is surely part of a postal address: it begins with a house's number or holds a postcode."""
    return line[:1].isdigit() or _POSTCODE.search(line) is not None


def named_in(words: str) -> str | None:
    """Find the name in the words before a number: "call the duty team on", "Vale Carers (tel:"."""
    words = _POSTCODE.sub(" ", words)
    head = squash(_CARD_HEAD.split(words, maxsplit=1)[0]).strip(" -–:,(")
    if head and not _SENTENCE_WORDS.search(head) and len(head.split()) <= _CARD_WORDS and is_name(head):
        return head
    named = (_bare(match["team"] or match["proper"]) for match in _NAMED.finditer(words))
    return next(reversed([name for name in named if name and not is_label(name)]), None)


def _bare(name: str) -> str:
    """Drop labels from both ends of a name: "Madrid Tel" is Madrid."""
    parts = squash(name).strip(" -–:,(").split()
    while parts and parts[-1].lower() in _LAST_WORDS:
        parts.pop()
    while parts and parts[0].lower() in _FIRST_WORDS:
        parts.pop(0)
    return "" if len(parts) == 1 and parts[0].lower().strip("'’()") in _NO_NAMES else " ".join(parts)


def named_by_address(addresses: Iterable[str], words: str) -> str | None:
    """Find a name that an email or web address spells: "Global Mediation" for globalmediation.co.uk.

    Args:
        addresses: Normalised emails and web addresses of the contact.
        words: The text above the contact.
    """
    for address in addresses:
        host = address.rpartition("@")[2] if "@" in address else host_of(address)
        label = (registrable(host) or "").partition(".")[0].replace("-", "")
        if len(label) < len("mind"):
            continue
        spelt = re.search(r"\b" + r"[\s’'&-]*".join(map(re.escape, label)) + r"\b", words, re.IGNORECASE)
        if spelt and spelt[0][:1].isupper() and " " in spelt[0]:
            return squash(spelt[0])
    return None
