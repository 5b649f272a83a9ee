"""Which website is a contact's own: the one that an editor would open to see whether a number still stands there.

Few are taken, so that nobody is held against somebody else's page. A contact has a website of its own where

* it shows one web address, and no other's: a page about two organisations does not say whose number it is. A link near
  by that says "website" counts as shown;
* that address is a home page or a page of contacts: a page deep in a website belongs to one of many services there;
* the website is no public body's (gov.uk, nhs.uk and the like) and no shared platform (Facebook, Eventbrite), and not
  the site that is checked: what a large body's home page gives is its switchboard;
* something else ties the two: an email of the same domain, or a name that the domain is made of. "Council team, with
  a link to IPSEA" is not IPSEA.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import numbering, urls
from checker.addresses import address_of
from checker.model.mentions import ANSWERED, Kind, Role
from checker.model.originals import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Contact, Inventory, Mention

_PUBLIC = (".gov.uk", ".nhs.uk", ".police.uk", ".parliament.uk", ".ac.uk", ".mod.uk", ".gov.scot", ".gov.wales")
_SHARED = frozenset(
    (
        "facebook.com fb.com fb.me instagram.com twitter.com x.com youtube.com youtu.be linkedin.com tiktok.com"
        " whatsapp.com wa.me t.me pinterest.com flickr.com vimeo.com zoom.us google.com google.co.uk goo.gl bing.com"
        " apple.com microsoft.com office.com sharepoint.com live.com forms.gle bit.ly tinyurl.com linktr.ee"
        " eventbrite.com eventbrite.co.uk meetup.com ticketsource.co.uk bookwhen.com justgiving.com gofundme.com"
        " localgiving.org change.org surveymonkey.com surveymonkey.co.uk typeform.com mailchi.mp padlet.com issuu.com"
        " wordpress.com wixsite.com weebly.com blogspot.com blogspot.co.uk squarespace.com jimdofree.com webs.com"
        " business.site godaddysites.com yolasite.com medium.com substack.com tumblr.com github.io netlify.app"
        " bbc.co.uk wikipedia.org yell.com 192.com netmums.com gumtree.com amazon.co.uk"
    ).split()
)
_HOME = re.compile(
    r"/(?:(?:index|home|default|welcome)(?:\.\w{2,5})?|en|cy|en-gb)?/?"
    r"|/(?:contact|contacts|contact[-_]?us|get[-_]in[-_]touch|find[-_]us)(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[a-z0-9]+")
_GENERIC = frozenset(
    (
        "a an and at by for in of on the to with charity cic cio club company limited ltd office helpline line team uk"
        " trust group groups centre service services project foundation society association organisation website"
    ).split()
)
_CALLED = re.compile(r"\bweb ?sites?\b|\bhome ?page\b", re.IGNORECASE)
_CALLED_BEFORE = re.compile(r"\bweb(?: ?site| ?page| ?address)?\s{0,3}[:–-]\s{0,3}$", re.IGNORECASE)
_SAID = 30
"""Letters before a link in which it may be called a website."""
_NEAR = 4
"""Blocks between a contact and the link to its website."""
_BRACKETS = re.compile(r"[()]")
_LEAST = 3
"""Letters of a word in a domain that say whose it is."""
_LEFT = 2
"""Letters of a domain that may be left over when the words of a name are taken out: "kidsuk"."""


def own(contact: Contact, called: Iterable[Mention], page: str | None) -> str | None:
    """Give the address of a contact's own website, as it is asked; None where it shows none.

    Args:
        contact: As it stands on a page.
        called: The links there that are said to lead to a website.
        page: Where that page is published: another page of the same site is no website of theirs.
    """
    shown = [each for each in map(address_of, (*contact.links, *_near(contact, called))) if each]
    ours = domain_of(page or "")
    domains = {domain for each in shown if (domain := domain_of(each)) and domain != ours and not _is_shared(each)}
    if len(domains) != 1:
        return None
    (domain,) = domains
    homes = [each for each in shown if domain_of(each) == domain and _is_home(each)]
    fits = not _is_public(domain) and (_by_mail(contact, domain) or _by_name(contact.name or "", domain))
    return min(homes, key=len) if homes and fits else None


def claims(inventory: Inventory, page: str | None) -> tuple[Claim, ...]:
    """Give what a page says of contacts that have websites of their own, each number and email once."""
    return tuple(dict.fromkeys(each for _, each, _ in claimed(inventory, page)))


def claimed(inventory: Inventory, page: str | None) -> Iterator[tuple[Contact, Claim, Mention]]:
    """Yield the numbers and emails of contacts that the contacts' own websites may confirm."""
    called = tuple(called_so(inventory))
    for contact in inventory.contacts:
        reached = contact.phones or contact.emails
        website = own(contact, called, page) if reached and (contact.links or called) else None
        if website is not None:
            yield from ((contact, claim, mention) for claim, mention in _claims(contact, website))


def _claims(contact: Contact, website: str) -> Iterator[tuple[Claim, Mention]]:
    for phone in contact.phones:
        if phone.value and phone.role in ANSWERED and numbering.is_british(phone.value):
            yield Claim(website, Kind.PHONE, phone.value), phone
    for email in contact.emails:
        if email.value:
            yield Claim(website, Kind.EMAIL, email.value.lower()), email


def called_so(inventory: Inventory) -> Iterator[Mention]:
    """Yield the links of a page that are said to lead to a website."""
    for link in inventory.mentions:
        if link.kind is not Kind.LINK or link.role is not Role.HYPERLINK or link.place.template:
            continue
        if _CALLED.search(link.text or "") or _CALLED_BEFORE.search(link.place.before[-_SAID:]):
            yield link


def _near(contact: Contact, called: Iterable[Mention]) -> Iterator[Mention]:
    """Yield those links that stand near a contact, under the same heading."""
    reached = (*contact.phones, *contact.emails)
    blocks = [each.place.block for each in reached if each.place.block is not None]
    headings = {each.place.heading for each in reached}
    for link in called if blocks else ():
        block = link.place.block
        if block is not None and min(blocks) - _NEAR <= block <= max(blocks) + _NEAR and link.place.heading in headings:
            yield link


def domain_of(address: str) -> str:
    """Give the registered domain of a web address, or an empty string."""
    host = urls.host_of(address)
    return (urls.registrable(host) or "") if host else ""


def _is_shared(address: str) -> bool:
    host = urls.host_of(address)
    return any(host == each or host.endswith(f".{each}") for each in _SHARED)


def _is_public(domain: str) -> bool:
    return f".{domain}".endswith(_PUBLIC)


def _is_home(address: str) -> bool:
    there = urls.parts(address)
    return there is not None and not there.query and _HOME.fullmatch(there.path) is not None


def _by_mail(contact: Contact, domain: str) -> bool:
    """Tell whether the contact has mail at the website's domain."""
    return any((each.value or "").lower().endswith((f"@{domain}", f".{domain}")) for each in contact.emails)


def _by_name(name: str, domain: str) -> bool:
    """Tell whether a domain is made of a contact's name, or of what stands in its brackets."""
    return any(_is_made_of(each, domain) for each in _BRACKETS.split(name))


def _is_made_of(name: str, domain: str) -> bool:
    """Tell whether a domain is made of these words: saltmarsh-club.org.uk of "The Saltmarsh Club"."""
    words = _NAMED.findall(name.casefold().replace("'", "").replace("’", ""))
    label = domain.partition(".")[0].replace("-", "")
    telling = [each for each in words if each not in _GENERIC]
    if not telling:
        return False
    initials = "".join(each[0] for each in words)
    if len(initials) >= _LEAST and label == initials:
        return True
    left = label
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "", 1) if len(word) >= _LEAST else left
    return all(each in label for each in telling) and len(left) <= _LEFT
