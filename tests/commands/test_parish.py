"""What shows only when forty pages are seen side by side, or in what a page leaves out: through the nightly run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker import commands, rules
from tests.world import parish
from tests.world.fixtures import need_addresses

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

KNOWN = parish.RULES & {each.name for each in rules.catalogue()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> AbstractSet[tuple[str, str, str]]:
    from tests.world.internet import World  # noqa: PLC0415 - it takes a second to make, for these tests alone

    """Run a night over the parish; give each problem's page, rule and quote."""
    need_addresses()
    folder = tmp_path_factory.mktemp("parish")
    parish.write(folder / "sources")
    out = folder / "night.json"
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    only = (part for name in sorted(KNOWN) for part in ("--only", name))
    how = ("--format", "json", "--output", str(out), "--quiet", *only)
    with World(speed=50, more=[parish.place()]) as world, pytest.MonkeyPatch.context() as patched:
        patched.delenv("CHECKER_OFFLINE", raising=False)
        assert commands.execute(("run", parish.KEY, *where, *how, "--today", str(world.today), *world.options)) == 0
    problems = json.loads(out.read_bytes())["problems"]
    return {(each["page"], each["rule"], each["where"]["quote"]) for each in problems}


def test_there_are_forty_pages_with_traps_on_both_sides() -> None:
    assert len(parish.PAGES) == len({each.slug for each in parish.PAGES}) == 40
    assert sum(bool(each.wrong) for each in parish.PAGES) >= 12
    assert sum(not each.wrong for each in parish.PAGES) >= 20


@pytest.mark.parametrize("page", parish.PAGES, ids=lambda each: each.slug)
def test_each_page_is_told_what_is_wrong_with_it_and_nothing_else(
    told: AbstractSet[tuple[str, str, str]], page: parish.Page
) -> None:
    here = {(rule, quote) for where, rule, quote in told if where == page.url}
    wrong = {(rule, words) for rule, words in page.wrong if rule in KNOWN}
    assert {rule for rule, _ in here} == {rule for rule, _ in wrong}
    for rule, words in wrong:
        assert any(words in quote for name, quote in here if name == rule), (rule, words, here)
