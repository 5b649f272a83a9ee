"""The same history in PostgreSQL. Needs one: CHECKER_TESTS_POSTGRESQL=postgresql://name@127.0.0.1:5432/database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from checker import history
from checker.errors import Incomplete
from checker.history import database, schema
from checker.model.problems import State
from checker.model.targets import Verdict
from tests.history.nights import A, B, Night, begin, problem, record, run, state, states

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = os.environ.get("CHECKER_TESTS_POSTGRESQL", "")
HELP = "https://help.example.org/"
ONE, TWO = problem(A, "020\0 7946 095"), problem(B, "020 7946 09")

pytestmark = pytest.mark.skipif(not URL, reason="CHECKER_TESTS_POSTGRESQL names no database")


@pytest.fixture
def url() -> Iterator[str]:
    yield URL
    engine = database.engine_of(database.parsed(URL), writing=True)
    with engine.begin() as connection:
        schema.metadata.drop_all(connection)


def test_three_nights(url: str) -> None:
    long = f"{HELP}?{'a' * 20_000}"
    with history.opened(url) as memory:
        first = Night(pages={A: [ONE], B: None, f"{A}\0": []}, targets={HELP: Verdict.FINE, long: Verdict.FINE})
        assert run(memory, 0, first).first
        record(begin(memory, 1, first), first)
    with history.opened(url) as memory:
        assert begin(memory, 1, first).resumed
        told = run(memory, 1, Night(pages={A: [ONE], B: [TWO]}, targets={HELP: Verdict.GONE}))
        assert state(told, TWO) is State.STILL_OPEN
        told = run(memory, 2, Night(pages={A: [], B: None}))
        assert states(told) == {
            "020\0 7946 095": "fixed: put right",
            "020 7946 09": "not-seen: its page could not be read",
        }
        for week in range(1, 70):
            run(memory, week * 7, Night(pages={A: [ONE] if week % 2 else []}, targets={HELP: Verdict.GONE}))
        assert len(memory.runs("example")) < 72
    with history.consulted(url) as memory:
        assert memory.run("example")[1].trend[-1].wrong == 1
        assert memory.link_history("example", HELP)
        assert memory.page_history("example", A)


def test_two_at_once(url: str) -> None:
    with history.opened(url), pytest.raises(Incomplete, match="Another run is using"), history.opened(url):
        pass


def test_no_history_yet(url: str) -> None:
    with pytest.raises(Incomplete, match="There is no history"), history.consulted(url):
        pass


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(Incomplete) as caught, history.opened("postgresql://me:secret@127.0.0.1:1/checker"):
        pass
    assert "secret" not in caught.value.message + caught.value.hint
