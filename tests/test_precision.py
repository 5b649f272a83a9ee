from __future__ import annotations

from tests import precision


def test_every_problem_about_phones_emails_and_contacts_was_judged() -> None:
    """A problem that is not listed in docs/precision.md is new: judge it, then run `python -m tests.precision`."""
    judged = precision.FILE.read_text(encoding="utf-8")
    ours = [each for each in precision.raised() if each.rule.startswith(("phone-", "email-", "contact-"))]
    assert ours
    assert [each for each in ours if f"`{each.quote}`" not in judged] == []
