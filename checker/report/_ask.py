"""Drafts a mail to the people whose details are wrong: most records of a directory belong to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from checker.text import printable, shorten, squash

if TYPE_CHECKING:
    from checker.model.mentions import Contact, Mention
    from checker.model.problems import Problem
    from checker.model.runs import PageResult

_SUBJECTS = ("phone-", "email-", "link-", "contact-")
_LONGEST = 200
"""Characters of any words in a draft: some mail programs refuse a long address."""


def draft(problem: Problem, page: PageResult) -> str | None:
    """Give a `mailto:` address, or None where the contact in question has no other email."""
    if not problem.rule.startswith(_SUBJECTS) or problem.place.template:
        return None
    contact = next((each for each in page.inventory.contacts if _concerns(each, problem)), None)
    if contact is None:
        return None
    emails = (each.value for each in contact.emails if each.value and not _is(each, problem))
    to = next((each for each in emails if each.isprintable() and " " not in each), None)
    return f"mailto:{quote(to, safe='@')}?{_words(problem, page)}" if to else None


def _concerns(contact: Contact, problem: Problem) -> bool:
    return any(_is(each, problem) for each in (*contact.phones, *contact.emails, *contact.links))


def _is(mention: Mention, problem: Problem) -> bool:
    """Tell whether the problem is about this mention: they share characters of the page."""
    here, there = mention.place, problem.place
    return here.block is not None and here.block == there.block and here.start < there.end and there.start < here.end


def _words(problem: Problem, page: PageResult) -> str:
    name = _fit(page.title or page.address)
    lines = (
        "Hello,",
        f"Our page “{name}” says: “{_fit(problem.place.quote)}”.",
        _fit(problem.message),
        "What should the page say?",
        _fit(page.address),
    )
    body = "\r\n\r\n".join(lines)
    # what begins a header stays in its line: squash leaves no line break in the subject
    return f"subject={_escaped(f'Your details on our page “{name}”')}&body={_escaped(body)}"


def _fit(words: str) -> str:
    return shorten(squash(printable(words)), _LONGEST)


def _escaped(words: str) -> str:
    return quote(words, safe="", errors="replace")
