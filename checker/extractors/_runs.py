"""Runs of digits in a line that are telephone numbers, and those that are not."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import numbering
from checker.extractors import _not_phones

if TYPE_CHECKING:
    from collections.abc import Iterator


class Run(Struct, frozen=True, order=True):
    """A telephone number in a text, and what it comes to."""

    start: int
    end: int
    value: str | None
    first: int | None = None
    """For the tail of a list ("2440" in "020 7271 2465 / 2440"): where the number that it goes on from begins."""
    short: bool = False


DIALLING = re.compile(
    r"\b(?:tel|telephone|telephoning|ph|phone|phoning|call|calling|dial|dialling|ring|ringing|rang|mobile|mob|fax"
    r"|textphone|minicom|typetalk|freephone|helpline|adviceline|line|hotline|text|texting|sms|number|whatsapp"
    r"|ff[oô]n|contact|t|p)\b(?!['’])",
    re.IGNORECASE,
)
# A number may be glued to the word before it ("enquiries020 7944 4746"), not to a digit, sign or code. The patterns
# here begin with a set of characters and look behind it after that: the search then skips over words four times faster.
_START = re.compile(
    r"[(+01O](?<![\d£$€=#@_&%?].)(?<!\d[.,:/-].)(?<![A-Z]{2}.)"
    r"(?:(?<=0)(?=[\dOIl]|\)|[ \xa0.-]\(?\d)|(?<=\()(?=[+0O])|(?<=\+)(?=\(?\d)|(?<=1)(?=800[12][ ,-]{0,3}[(+0])"
    r"|(?<!\wO)(?<=O)(?=\d\d))"
)
_ATOM = r"(?:\d|(?<=\d)[oOlI](?=[\d ]\d|\d)|(?<=\+)\(|[\s().\-‐-–−·]{1,3}(?=[\dOo(]))"
_SLASH = r"(?:(?<=0)\d{2,4} ?/ ?(?=[1-9]\d{2,3}[ \xa0-]?\d{2}))?"
"""Between the area code and the rest, as on business cards: "01325/289350"."""
# Word and address books leave marks in numbers that nobody sees: soft hyphens, and marks of the direction of writing.
_BLANKS = r" \t\xa0\xad\u2000-\u200b\u200e\u200f\u202a-\u202f\u2060\ufeff"
_RUN = re.compile(rf"\(?\+?\(?[\dOo]{_SLASH}(?:(?!\n){_ATOM}){{3,40}}".replace(r"\s", _BLANKS))
_GROUP = re.compile(r"[\dOoIl]+")
_LOCAL = re.compile(r"[1-9](?<![\w£$€.,/:+#-].)(?<!\d[ \xa0].)\d{1,8}(?:[ \xa0-]\d{2,8}){0,4}(?![\w/%£]|[.,:-]\d)")
_LOCAL_ASKED = re.compile(
    r"\b(?P<word>tel|telephone|phone|fax|dial|ring|call|number|or)\b[.:]?(?:[ \xa0](?:is|on|no\.?|number|at)\b)?:?"
    r"[ \xa0]{0,3}\(?$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s{0,2}(?P<joint>/|\bor\b|\band\b|&|,)\s{0,2}(?P<run>\d{3,8})(?![\w%]|[ \xa0.,:-]\d|/\d{1,2}\b)", re.IGNORECASE
)
_LINES = re.compile(r"/(?P<run>\d{1,2})(?![\w%]|[.,:-]\d|[ \xa0](?:days?|hours?)\b)")
"""The next lines of a switchboard, by their last digit: "020 7946 0101/2"."""
_LOOKS = re.compile(r"\(?0[1235789]\d{1,3}\)?[ \xa0-]\d{3}")
_BEFORE = 40
_SHORTEST = 6
_WRONG = range(7, 14)
_TOO_MANY_GROUPS = 6
_LONGEST_BRITISH = 11
_MOST_GROUPS = 9
"""The Relay UK prefix, +44, a 0 in brackets, and six more."""
_LOCAL_DIGITS = range(6, 9)
_SPANISH = 9
"""Digits of a domestic number in Spain, and in most countries that have no area codes."""
_WITH_COUNTRY = 12
_TRIES = 10_000
"""Runs of digits in one block that are no numbers, after which a table of accounts is taken for what it is."""


def runs(text: str, region: str) -> Iterator[Run]:
    """Yield the long numbers of a text, in order; numbers that could not be rung too. Time is linear in the text."""
    position = 0
    while start := _START.search(text, position):
        match = _RUN.match(text, start.start())
        found = _picked(text, match, region) if match else None
        if found is None:
            position = _past(text, start, match)
            continue
        yield found
        last = found
        while tail := _tail(text, last, found):
            yield tail
            last = tail
        position = max(last.end, start.start() + 1)


def _past(text: str, start: re.Match[str], match: re.Match[str] | None) -> int:
    """Give where to look next after a run that is no phone: at its next group, or after it if it has too many."""
    if match is None:
        return start.start() + 1
    groups = list(_GROUP.finditer(text, match.start(), match.end()))
    few = 1 < len(groups) <= _TOO_MANY_GROUPS
    return groups[0].end() if few else max(match.end(), start.start() + 1)


def _picked(text: str, match: re.Match[str], region: str) -> Run | None:
    """Choose how many of a run's groups are the number: the most that make one that can be in use."""
    begin = match.start()
    before = line_before(text, begin)
    if _not_phones.is_another_thing(text, begin, before):
        return None
    perhaps = _not_phones.is_perhaps(before)
    ends = _ends(text, match)
    wholes: list[tuple[int, str | None]] = []
    for end in ends:
        value = _value(text[begin:end], region)
        wholes.append((end, value))
        if value and numbering.is_valid(value):
            fits = not perhaps or numbering.printed_code(text[begin:end]) == numbering.area_code(value)
            return Run(*_trimmed(text, begin, end), value) if fits else None
    if perhaps or "/" in match[0] or _not_phones.goes_on(before):
        return None  # one of many codes of other kinds
    # none that can be in use: the longest that has the form of one, or that is surely meant for one
    longest = next((end for end, value in wholes if value), None) or _wrong(text, begin, ends, before)
    return Run(*_trimmed(text, begin, longest), dict(wholes)[longest]) if longest else None


def _ends(text: str, match: re.Match[str]) -> list[int]:
    """Give where the number could end, the longest first: after whole groups that no letter or digit follows."""
    groups = list(islice(_GROUP.finditer(text, match.start(), match.end()), _MOST_GROUPS))
    ends = []
    for number, group in enumerate(groups):
        opened = text.rfind("(", groups[0].end(), group.start())
        if number > 1 and opened >= 0 and text[opened : opened + 3] != "(0)":
            break  # "020 7008 1500 (24 hours)"
        after = text[group.end() : group.end() + 1]
        hours = after.islower() and number and len(group[0]) <= 2  # noqa: PLR2004 - "020 8356 7404 9am"
        if not after.isdigit() and not hours:
            ends.append(group.end())
    return ends[::-1]


def _value(raw: str, region: str) -> str | None:
    plain = numbering.digits(numbering.without_relay(raw))
    if not _SHORTEST <= len(plain) <= 15:  # noqa: PLR2004 - E.164 allows 15
        return None
    if region in numbering.HOME and plain[0] == "0" and plain[1] in "46":
        return None  # no such British number
    if region in numbering.HOME and plain[0] == "0" != plain[1] and "+" not in raw and len(plain) > _LONGEST_BRITISH:
        return None
    return numbering.e164(raw, region)


def _wrong(text: str, begin: int, ends: list[int], before: str) -> int | None:
    """Give the end of a number that nobody can ring, if it is surely meant for one."""
    asked = DIALLING.search(before) is not None
    for end in ends:
        raw = text[begin:end]
        plain = numbering.digits(numbering.without_relay(raw))
        if len(plain) not in _WRONG or plain.startswith("000"):
            continue
        if asked or (len(plain) >= 9 and _LOOKS.match(raw)):  # noqa: PLR2004 - two digits missing
            return end
    return None


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """Leave out a bracket round the whole: "(0191 4980500)"; keep one round the code: "(01482) 396469"."""
    opened, closed = text.find("(", begin, end), text.find(")", begin, end)
    if opened == begin and closed < 0:
        return begin + 1, end
    return begin, end


def _tail(text: str, last: Run, whole: Run) -> Run | None:
    """Read the other end of "020 7271 2465 / 2440" or "01952 567193 or 567173"."""
    match = _TAIL.match(text, last.end)
    if not match and whole.value and (lines := _LINES.match(text, last.end)):
        return _next_line(text, last, lines)
    if not match or not whole.value or not numbering.is_british(whole.value):
        return None
    tail = match["run"]
    code = numbering.area_code(whole.value)
    local = len(whole.value.removeprefix("+44")) + 1 - len(code)
    final = len(_GROUP.findall(text[whole.start : whole.end])[-1])
    slash = match["joint"] == "/"
    fits = tail[0] != "0" or slash
    # "0808 800 5000 / 88858": the second is a number to text
    as_long = len(tail) in (final, local) or (slash and len(tail) < final)
    if not fits or not as_long:
        return None
    if match["joint"] == "," and len(tail) != local:
        return None
    return Run(*match.span("run"), whole.value[: -len(tail)] + tail, first=whole.start)


def _next_line(text: str, last: Run, lines: re.Match[str]) -> Run | None:
    """Read the 2 of "020 7946 0101/2": a later line, or it is something else."""
    tail, value = lines["run"], last.value or ""
    later = text[last.end - len(tail) : last.end].isdigit() and int(tail) > int(value[-len(tail) :])
    return Run(*lines.span("run"), value[: -len(tail)] + tail, first=last.first or last.start) if later else None


def local_runs(text: str) -> Iterator[Run]:
    """Yield numbers that begin with another digit than 0, where words ask to dial them: no code, or of elsewhere."""
    last = -_BEFORE
    for match in _LOCAL.finditer(text):
        start, end = match.span()
        asked = _LOCAL_ASKED.search(line_before(text, start))
        if asked is None or _not_phones.is_another_thing(text, start, line_before(text, start - len(asked[0]))):
            continue
        plain = numbering.digits(match[0])
        goes_on = start - last <= len(" or ")  # "9415599 or 8532381"
        local = goes_on or asked["word"].lower() not in ("call", "or", "number")
        if len(plain) == _WITH_COUNTRY and plain.startswith("44"):
            yield Run(start, end, numbering.e164(match[0]))
        elif len(plain) == _SPANISH or (len(plain) in _LOCAL_DIGITS and local):
            last = end
            yield Run(start, end, None)


def runs_abroad(text: str, region: str) -> Iterator[Run]:
    """Yield the numbers of a text from another country than the UK: what can be in use there, as its own plan says."""
    # whoever reads British pages never waits for it
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number  # noqa: PLC0415

    for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID, max_tries=_TRIES):
        yield Run(match.start, match.end, format_number(match.number, PhoneNumberFormat.E164))


def line_before(text: str, start: int) -> str:
    """Give the words before a place on its line, as far as they may say what stands there."""
    return text[max(0, start - _BEFORE) : max(0, start)].rpartition("\n")[2]
