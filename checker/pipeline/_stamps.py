"""What others say of a page's age: whoever listed it, and the site file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Origin, Role, Stamp
from checker.model.sites import like

if TYPE_CHECKING:
    from checker.model.pages import PageRef
    from checker.model.sites import Site


def stamps_of(ref: PageRef, site: Site) -> tuple[Stamp, ...]:
    """Give the statements about a page that do not stand on the page."""
    reviewed = [each.on.isoformat() for each in site.reviewed if like(each.page, ref.url)]
    if ref.reviewed:
        reviewed.append(ref.reviewed)
    said = [(each, Role.REVIEWED) for each in reviewed]
    if ref.review_due:
        said.append((ref.review_due, Role.REVIEW_DUE))
    return tuple(Stamp(date=date, kind=kind, origin=Origin.SITE_FILE) for date, kind in said)
