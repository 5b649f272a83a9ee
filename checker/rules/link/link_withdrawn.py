"""A link to guidance that GOV.UK has withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules.link._verdict import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.problems import Fault
    from checker.model.rules import View


@rule(
    "link-withdrawn",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    since="0.1",
    offline=False,
    verdict=Verdict.WITHDRAWN,
)
def link_withdrawn(link: Mention, view: View) -> Iterator[Fault]:
    """GOV.UK has withdrawn this page.

    Why it matters:
        It is kept as a record only. What it says may no longer be true.

    How to fix it:
        Read the notice at its top. Link to what replaced it, or take the link out.

    Problem:
        <p><a href="https://www.gov.uk/guidance/example">The guidance</a></p>
        Facts: https://www.gov.uk/guidance/example -> withdrawn

    Fine:
        <p><a href="https://www.gov.uk/guidance/example">The guidance</a></p>
        Facts: https://www.gov.uk/guidance/example -> fine

    Authority:
        GOV.UK content API: withdrawn_notice (alphagov/govuk-content-schemas, issue 487)
    """
    yield from judged(link, view, Verdict.WITHDRAWN)
