"""The order of the stages: find, fetch, read, extract, look up, check, record. Nothing else knows it."""

from __future__ import annotations

from checker.pipeline._page import Studied, examine, judge, study, unread

__all__ = ["Studied", "examine", "judge", "study", "unread"]
