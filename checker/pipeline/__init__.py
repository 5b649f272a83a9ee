"""The order of the stages: find, fetch, read, extract, look up, check, record. Nothing else knows it.

Each part is imported when it is asked for: a single page offline has to be quick, and a run has to start its workers
before anything else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.targets import Facts
    from checker.pipeline._adhoc import gather
    from checker.pipeline._answers import source_of
    from checker.pipeline._clock import clock
    from checker.pipeline._closed import Closed
    from checker.pipeline._halt import Halt
    from checker.pipeline._looking import unanswered
    from checker.pipeline._page import Studied, examine, judge, listed, study, unread
    from checker.pipeline._run import run
    from checker.pipeline._scripted import shown
    from checker.pipeline._several import addresses, judge_together, leads_anywhere, own_facts, with_more
    from checker.pipeline._tools import Tools
    from checker.pipeline._words import refusal
    from checker.pipeline._workers import Workers
    from checker.pipeline._working import warm

__all__ = [
    "Closed",
    "Facts",
    "Halt",
    "Studied",
    "Tools",
    "Workers",
    "addresses",
    "clock",
    "examine",
    "gather",
    "judge",
    "judge_together",
    "leads_anywhere",
    "listed",
    "own_facts",
    "refusal",
    "run",
    "shown",
    "source_of",
    "study",
    "unanswered",
    "unread",
    "warm",
    "with_more",
]

_LATER = {
    "Closed": "pipeline._closed",
    "Facts": "model.targets",
    "Halt": "pipeline._halt",
    "Studied": "pipeline._page",
    "Tools": "pipeline._tools",
    "Workers": "pipeline._workers",
    "addresses": "pipeline._several",
    "clock": "pipeline._clock",
    "examine": "pipeline._page",
    "gather": "pipeline._adhoc",
    "judge": "pipeline._page",
    "judge_together": "pipeline._several",
    "leads_anywhere": "pipeline._several",
    "listed": "pipeline._page",
    "own_facts": "pipeline._several",
    "refusal": "pipeline._words",
    "run": "pipeline._run",
    "shown": "pipeline._scripted",
    "source_of": "pipeline._answers",
    "study": "pipeline._page",
    "unanswered": "pipeline._looking",
    "unread": "pipeline._page",
    "warm": "pipeline._working",
    "with_more": "pipeline._several",
}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for (PEP 562)."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"checker.{_LATER[name]}"), name)
