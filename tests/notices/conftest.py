"""Reports of a site whose owners can be told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker import report
from checker.model.sites import Owner
from tests import canned

if TYPE_CHECKING:
    from datetime import date

    from checker.model.nights import Comparison
    from checker.model.reports import Report
    from checker.model.runs import Run
    from checker.model.sites import Site

MONDAY = canned.TODAY - timedelta(days=1)
TUESDAY = canned.TODAY
OWNERS = (
    Owner(name="Housing", pattern="/housing/*", notify="HOUSING"),
    Owner(name="Benefits", pattern="/council-tax/*", notify="BENEFITS"),
    Owner(name="Grants", pattern="/money/*", notify="GRANTS"),
    Owner(name="Web team", pattern="/", notify="GRANTS"),
)
SITE = replace(canned.SITE, owners=OWNERS)


def made(
    *, today: date = TUESDAY, site: Site = SITE, run: Run | None = None, comparison: Comparison | None = None
) -> Report:
    """The canned report on another day, of a site whose owners can be told."""
    night = replace(run or canned.run(), today=today)
    return report.build(night, rules=canned.RULES, site=site, comparison=comparison or canned.comparison())


@pytest.fixture
def tuesday() -> Report:
    return made()


@pytest.fixture
def monday() -> Report:
    return made(today=MONDAY)
