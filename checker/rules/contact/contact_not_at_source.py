"""A number or email that the organisation's own website does not give, and it gives another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import websites
from checker.model.mentions import Kind
from checker.model.originals import Standing
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.originals import Claim, Original
    from checker.model.pages import Page
    from checker.model.rules import View


@rule(
    "contact-not-at-source",
    looks_at=Kind.PAGE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
    offline=False,
    remembers=True,
)
def contact_not_at_source(page: Page, view: View) -> Iterator[Fault]:
    """This organisation's own website gives another number or email.

    Why it matters:
        Organisations change their numbers and tell nobody. Readers ring one that is no longer theirs.

    How to fix it:
        Look at their page. If they have changed, write what they do. If both are right, accept this.

    Problem:
        Saltmarsh Club

        Telephone: 0117 496 0701

        Website: www.saltmarsh-club.org.uk
        Facts: https://www.saltmarsh-club.org.uk/ -> gives 0117 496 0702 for 0117 496 0701

    Fine:
        Saltmarsh Club

        Telephone: 0117 496 0702

        Website: www.saltmarsh-club.org.uk
        Facts: https://www.saltmarsh-club.org.uk/ -> gives 0117 496 0702 for 0117 496 0702

    Authority:
        What the organisation publishes itself, on its home page and its pages of contacts
    """
    if not view.facts.originals:
        return
    for _, claim, mention in websites.claimed(view.inventory, page.url):
        found = view.facts.originals.get(claim)
        if found is not None and found.standing is Standing.CHANGED:
            yield _fault(claim, mention, found)


def _fault(claim: Claim, mention: Mention, found: Original) -> Fault:
    others = listed(list(found.theirs), "or")
    day = f"{found.day.day} {found.day:%B %Y}"
    old = "Their own website says that this is no longer in use" if found.old else "This is not on their own website"
    return Fault(
        message=f"{old}, which gives {others} ({found.where}, read on {day}).",
        place=mention.place,
        evidence=(
            ("website", claim.website),
            ("they give", "; ".join(found.theirs)),
            ("on their page", found.where),
            ("read on", found.day.isoformat()),
        ),
    )
