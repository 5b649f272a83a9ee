"""The order of the stages: find, fetch, read, extract, look up, check, record. Nothing else knows it.

What needs the network and the history is imported when it is asked for: a single page offline has to be quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker.model.targets import Facts
from checker.pipeline._page import Studied, examine, judge, listed, study, unread

if TYPE_CHECKING:
    from checker.pipeline._adhoc import gather
    from checker.pipeline._answers import source_of
    from checker.pipeline._clock import clock
    from checker.pipeline._closed import Closed
    from checker.pipeline._halt import Halt
    from checker.pipeline._looking import unanswered
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
    "Closed": "_closed",
    "Halt": "_halt",
    "Tools": "_tools",
    "Workers": "_workers",
    "addresses": "_several",
    "clock": "_clock",
    "gather": "_adhoc",
    "judge_together": "_several",
    "leads_anywhere": "_several",
    "own_facts": "_several",
    "refusal": "_words",
    "run": "_run",
    "shown": "_scripted",
    "source_of": "_answers",
    "unanswered": "_looking",
    "warm": "_working",
    "with_more": "_several",
}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for (PEP 562)."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
