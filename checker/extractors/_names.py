"""Whose number is this? Finding the name that belongs to a contact, in the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.extractors import _fields
from checker.text import squash

MAX_WORDS = 14
_LONGEST = 200
"""Characters of a line, from which it is no name."""
_FIELD = 30
"""Characters of the longest label of a field."""
_AS_FAR_BACK = 300
"""Characters before a number in which its name is looked for."""
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
_NO_LABELS = frozenset({"SEND"})
"""Names that are written like labels, but in capitals."""
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
    r"|about us|(?:\w+ )?address|opening (?:hours|times)|location|home|phone|email|telephone|website"
    r"|skip to main content)\W*$",
    re.IGNORECASE,
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_NOT_A_NAME = re.compile(
    rf"""
      ^\d(?!\d?[ -]?hour) | \d\s*[ap]m\b | ^(?:open|opening|hours|lines?|closed)\b
    | ^{_DAY}\W*(?:$|\d|(?:to|and|or|until|till|morning|afternoon|evening|night|{_DAY})s?\b)
    | ^(?:page\s+)?(?:last|next)\s+(?:updated|modified|reviewed|moderated|review|amendment)\b | ^(?:updated|reviewed)\b
    | ^step\s | ^(?:for|covid|coronavirus)\b | \b(?:includes?|including|following|below)\s*:?$ | [a-z]{{3}}[.!?]\s
    | \b(?:street|road|lane|avenue|floor|square|way|close|drive)\s*,?$
    | ^(?:\S+\s+){1, 2}(?:house|building|court|park|walk|unit|suite|hall|place)\s*,?$
    | ^(?:po\s*box|freepost|ref|pdf|address|postcode|published|updated|page\s+last|find\s+out\s+about)\b
    | \b(?:england|wales|scotland|northern\s+ireland|united\s+kingdom|uk)\s*,?$
    | [.;,]$ | www\. | @ | \d\s?[KM]B\b | \b[A-Z]{{1,2}}\d[A-Z\d]?\s*\d[A-Z]{{2}}$ | ^[•*-]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = re.compile(
    r"""
      (?:\b(?:[Tt]he|[Oo]ur|your|their)\s+)(?P<team>(?:[\w’'&/-]+\s+){0,5}?
        (?:team|desk|hub|line|adviceline|helpline|service|office|centre|unit|lead|officer|board|department|group)\b
        (?:\s+\([A-Z]{2,8}\))?)
    | (?P<proper>(?:[A-Z][\w’'-]*|[A-Z]{2,})(?:\s+(?:(?:and|of|for|the|&|in)\s+){0,2}(?:[A-Z]|\([A-Z])[\w’'()-]*)*
        (?:\s+(?:programme|scheme|fund|team|desk|hub|helpline|service|office|centre|unit|group)\b)?)
    """,
    re.VERBOSE,
)
_ASKS = re.compile(r"(?<=[A-Za-z])(?<![A-Z]{2})[ \xa0](?:the|your|an?|our|this|these|us|it|up|out|to)\b")
"""What stands after a capital that only opens a sentence: "Download the form"."""
_CARD_HEAD = re.compile(r",|\d|\b(?:tel|telephone|phone|e-?mail|fax|textphone|tel/fax)\b", re.IGNORECASE)
_CARD_WORDS = 6
_SENTENCE_WORDS = re.compile(
    r"\b(?:call|ring|phone|dial|contact|email|text|write|speak|talk|get|visit|can|could|will|may|must|is|are|was|be|please"
    r"|if|you|your|we|us|or|to|on|via|by|at|this|started|send|ask|under|works|runs|opens|answers|takes|gives|has)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_SOMEBODY = frozenset(
    (
        "agency association carers centre charity clinic club college committee council department desk forum group"
        " helpline hospital hub library line network nursery office organisation partnership playgroup project school"
        " scheme service services society surgery team trust unit"
    ).split()
)
"""Last words of the names of people who can be reached."""
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


_THE_TEAM = re.compile(r"^The\s+(?=.*\b(?:team|hub|desk|line|service|office|unit|helpline|centre)$)", re.IGNORECASE)
_STREET = re.compile(r"\b(?:street|road|lane|avenue|square|walk|close|drive|terrace)$", re.IGNORECASE)
_SECTION = re.compile(r"^(?:[A-Z][\w-]*\s+){1,3}(?:enquiries|queries|requests|office|complaints)\W*$")
_WEAK = frozenset("team service services staff department unit centre office group line number".split())
_ONE_OF_SEVERAL = re.compile(
    r"^(?:general |public )?(?:enquiries|queries|contacts?) \((?P<which>[^()]+)\)$", re.IGNORECASE
)
_OR_THE = re.compile(r"(?<=about the )(?P<first>[^.?!]{3,120}?) or (?:the|a) [^.?!]*$")
_ASIDE = re.compile(r" ?\([a-z][^()]{0,60}\)(?=\s{0,3}:?\s{0,3}$)")
"""For whom a number is, in brackets before it: "Caseworker (surnames A to K):"."""
_IN_A_PLACE = re.compile(r"(?<=\))\s+(?:in|at)\s+[A-Z][\w-]+$")


def rest(words: str) -> str:
    """Give what is left of the words beside a number when labels, digits and signs are gone."""
    bare = _LABELS.sub(lambda label: label[0] if label[0] in _NO_LABELS else " ", words)
    return squash(re.sub(r"[^\w’'&]|\d", " ", bare))


def is_label(words: str) -> bool:
    """Tell whether words beside a number only say what kind of number it is: "or telephone:"."""
    return _is_label(words, looks=True)


def _is_label(words: str, *, looks: bool) -> bool:
    """Tell it; `looks` says whether a name is looked for in words that join: not while one is being looked for."""
    left = rest(words)
    joins = _JOINING.match(words) and len(left.split()) <= _FEW
    return not left or bool(joins and not (looks and named_in(left)))


def is_name(line: str) -> bool:
    """Tell whether a line by itself names somebody who can be reached."""
    return len(line) <= _LONGEST and _is_name(line, looks=True)


@lru_cache(maxsize=2048)
def _is_name(line: str, *, looks: bool) -> bool:
    words = squash(line).rstrip(":")
    begins_small = words[:1].isalpha() and words[:1].islower()
    if not words[:1].isalnum() or begins_small or len(words.split()) > MAX_WORDS:
        return False
    if words.lower() in _WEAK or _fields.asks_name(words) or _fields.asks_position(words):
        return False
    return not (
        _NOT_A_NAME.search(words)
        or _QUESTION.search(words)
        or _GENERIC.match(words)
        or (_is_label(words, looks=looks) and "(" not in words)
    )


def is_section(line: str) -> bool:
    """Tell whether a line by itself says which of an organisation's lines comes next: "Media enquiries"."""
    return _SECTION.match(line) is not None


def one_of_several(line: str) -> str | None:
    """Give which of an organisation's places a line speaks of: "Leeds" for "General enquiries (Leeds)"."""
    which = _ONE_OF_SEVERAL.match(line.strip())
    return which["which"] if which else None


def is_field(line: str) -> bool:
    """Tell whether a line is nothing but the label of a field: "Contact name", "Telephone:"."""
    return len(line) <= _FIELD and _is_field(line)


@lru_cache(maxsize=2048)
def _is_field(line: str) -> bool:
    return _fields.asks_name(line) or _fields.asks_position(line) or is_label(line)


def is_weak(name: str) -> bool:
    """Tell whether a name says nothing without the heading above: "the team"."""
    return name.lower() in _WEAK


_OF_ANY = re.compile(r"(?:contact centre|switchboard|reception|head office|customer services?)$", re.IGNORECASE)


def is_of_any(name: str) -> bool:
    """Tell whether a name is that of a part every organisation has: "Contact Centre"."""
    return _OF_ANY.match(name) is not None


def is_topic(heading: str) -> bool:
    """Tell whether a heading names a matter, not somebody: "Short breaks", but not "Blue badge office"."""
    first, *others = heading.split() or [""]
    named = first.isupper() or bool(others and others[-1] in _SOMEBODY)
    return bool(others) and not named and all(map(str.islower, others))


def is_postal(line: str) -> bool:
    """Tell whether a line is surely part of a postal address: it begins with a house's number or holds a postcode."""
    return line[:1].isdigit() or _POSTCODE.search(line) is not None


def named_in(words: str) -> str | None:
    """Find the name in the words before a number: "call the duty team on", "Vale Carers (tel:"."""
    words = _POSTCODE.sub(" ", words[-_AS_FAR_BACK:])
    words = _OR_THE.sub(lambda found: found["first"], words)
    words = _ASIDE.sub("", words)
    holder = _fields.holder(words)
    if holder:
        return holder
    head = squash(_CARD_HEAD.split(words, maxsplit=1)[0]).strip(" -–:,(").rpartition(": ")[2]
    if head and not _SENTENCE_WORDS.search(head) and len(head.split()) <= _CARD_WORDS and _is_card(head):
        return _THE_TEAM.sub("", head)
    named = (
        _bare(found["team"] or found["proper"])
        for found in _NAMED.finditer(words)
        if not _ASKS.match(words, found.end())
    )
    fit = [each for each in named if each and not _is_label(each, looks=False) and not _STREET.search(each)]
    return fit[-1] if fit else None


def _is_card(head: str) -> bool:
    return len(head) <= _LONGEST and _is_name(head, looks=False) and bool(_bare(head))


def _bare(name: str) -> str:
    """Drop labels from both ends of a name: "Madrid Tel" is Madrid."""
    parts = _IN_A_PLACE.sub("", squash(name).strip(" -–:,(")).split()
    while parts and parts[-1].lower() in _LAST_WORDS:
        parts.pop()
    while parts and parts[0].lower() in _FIRST_WORDS:
        parts.pop(0)
    return "" if all(part.lower().strip("'’()") in _NO_NAMES for part in parts) else " ".join(parts)
