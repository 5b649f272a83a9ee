"""Holds a number or email of ours against what an organisation publishes itself. Pure; in doubt it says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import numbering, websites
from checker.model.mentions import Kind
from checker.model.originals import Original, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.originals import Claim, Leaf, Organisation

_FEW = 3
"""More numbers than this are those of several offices or people: that ours is not among them proves nothing."""
_SHORTEST = 9
"""Digits of a number that are not found by chance in a run of digits."""
_SISTERS = {"84": "34", "87": "37", "34": "84", "37": "87"}
"""Numbers that Ofcom keeps for the same owner: 0845 600 1234 and 0345 600 1234."""
_GENERAL = frozenset(
    (
        "info information enquiries enquiry enquire hello hi contact contacts contactus mail email admin administration"
        " office general reception post team ask welcome"
    ).split()
)
"""Mailboxes that stand for the whole organisation. One of a person or a role is seldom on a page of contacts."""
_NATIONWIDE, _FREE = ("+443", "+448"), "+4480"
"""Numbers of no area; and those that cost nothing, which are mostly somebody else's helpline beside a local number."""
_NOT_TELLING = re.compile(r"[^a-z0-9]+")


def held(claim: Claim, found: Organisation, *, quoted_by_many: bool = False) -> Original:
    """Judge a number or email of ours by what was seen of the organisation's website.

    Args:
        claim: What we publish.
        found: What they do.
        quoted_by_many: True if we give the same for other organisations too, as a helpline that many quote.
    """
    day = found.looked.date()
    where = next((each.url for each in found.leaves if _stands(claim, each)), None)
    if where is not None:
        return Original(standing=Standing.FOUND, day=day, where=where)
    old = any(_is_same(claim, each.value) for leaf in found.leaves for each in leaf.stated)
    theirs = _instead(claim, found, old=old)
    told = tuple(dict.fromkeys(_written(claim, value) for value, _ in theirs))
    if old and theirs:
        return Original(standing=Standing.CHANGED, day=day, where=theirs[0][1], theirs=told, old=True)
    if found.why:
        return Original(standing=Standing.UNREAD, day=day, why=found.why)
    if found.branches or quoted_by_many or not theirs:
        return Original(standing=Standing.UNCLEAR, day=day)
    return Original(standing=Standing.CHANGED, day=day, where=theirs[0][1], theirs=told)


def _stands(claim: Claim, leaf: Leaf) -> bool:
    """Tell whether ours stands on a page. What readers see decides; else what only machines read counts too."""
    shown = [each.old for each in leaf.stated if each.kind is claim.kind and _is_same(claim, each.value)]
    if shown:
        return not all(shown)
    if claim.kind is Kind.EMAIL:
        return claim.value in leaf.hidden
    digits = [each for each in map(_national, _forms(claim.value)) if len(each) >= _SHORTEST]
    return any(each in run for each in digits for run in leaf.hidden)


def _is_same(claim: Claim, value: str) -> bool:
    return value in (_forms(claim.value) if claim.kind is Kind.PHONE else {claim.value})


def _forms(value: str) -> set[str]:
    """Give a number and, where there is one, the other that reaches the same people."""
    national = _national(value)
    sister = _SISTERS.get(national[:2])
    return {value, f"+44{sister}{national[2:]}"} if sister else {value}


def _national(value: str) -> str:
    return value.removeprefix("+44")


def _instead(claim: Claim, found: Organisation, *, old: bool) -> list[tuple[str, str]]:
    """Give what they publish that may have taken the place of ours, and where; nothing where that is not clear."""
    stated: dict[str, str] = {}
    for leaf in found.leaves:
        for each in leaf.stated:
            if each.kind is claim.kind and not each.old:
                stated.setdefault(each.value, leaf.url)
    fits = _mailboxes if claim.kind is Kind.EMAIL else _numbers
    may_be = [value for value in fits(claim, list(stated), old=old) if value in stated]
    return [(value, stated[value]) for value in may_be] if len(stated) <= _FEW or old else []


def _numbers(claim: Claim, theirs: list[str], *, old: bool) -> Iterator[str]:
    """Yield the numbers that may have come in place of ours: of the same area, or the only one they have."""
    if old:
        yield from theirs
        return
    for value in theirs:
        if numbering.is_mobile(claim.value) or numbering.is_mobile(value):
            fits = numbering.is_mobile(claim.value) and numbering.is_mobile(value)
        elif numbering.is_geographic(claim.value) and numbering.is_geographic(value):
            fits = numbering.area_code(claim.value) == numbering.area_code(value)
        elif claim.value.startswith(_NATIONWIDE) and value.startswith(_NATIONWIDE):
            fits = len(_national(value)) >= _SHORTEST  # 0800 1111 is Childline's, whoever quotes it
        else:
            fits = len(theirs) == 1 and not value.startswith(_FREE)
        if fits:
            yield value


def _mailboxes(claim: Claim, theirs: list[str], *, old: bool) -> Iterator[str]:
    """Yield the mailboxes that may have come in place of ours: both have to be the organisation's own, nobody's."""
    domain = websites.domain_of(claim.website)
    if old or _is_general(claim.value, domain):
        yield from (each for each in theirs if _is_general(each, domain))


def _is_general(address: str, domain: str) -> bool:
    mailbox, _, host = address.partition("@")
    mailbox = _NOT_TELLING.sub("", mailbox)
    label = _NOT_TELLING.sub("", domain.partition(".")[0])
    named = mailbox in label or label in mailbox if len(mailbox) >= _FEW + 1 else False
    return mailbox in _GENERAL or (named and bool(host))


def _written(claim: Claim, value: str) -> str:
    return numbering.written(value) if claim.kind is Kind.PHONE else value
