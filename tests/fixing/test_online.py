"""Repairs that need a look at where links lead, over the small internet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.commands.conftest import Ended
    from tests.world.internet import World

MOVED = "https://www.moving-homes.org.uk/old/adulthood"
THERE = "https://www.moving-homes.org.uk/guides/adulthood"
AWAY = "https://www.little-homes.org.uk/adulthood"


def test_a_link_that_moved_for_good_is_put_right(
    ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    page = f"<p><a href=\"{MOVED}?utm_source=a\">The guide</a> 0208 946 2000 <a href='{MOVED}'>Again</a></p>\n"
    Path("a.html").write_text(page)
    ended = ask("fix", "a.html", "--in-place", "--today", str(world.today), *world.options)
    assert ended.code == 0, ended.err
    assert Path("a.html").read_text() == (
        f"<p><a href=\"{THERE}\">The guide</a> 020 8946 2000 <a href='{THERE}'>Again</a></p>\n"
    )


def test_a_link_that_leads_to_somebody_elses_domain_is_for_a_person(
    ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    page = f'<p><a href="{AWAY}">The guide</a></p>'
    Path("a.html").write_text(page)
    ended = ask("fix", "a.html", "--in-place", "--today", str(world.today), *world.options)
    assert Path("a.html").read_text() == page
    assert "A person has to decide." in ended.err


def test_offline_it_stays(ask: Callable[..., Ended]) -> None:
    Path("a.html").write_text(f'<a href="{MOVED}">The guide</a>')
    assert ask("fix", "a.html", "--offline").code == 0
