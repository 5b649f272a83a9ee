"""The tables.

A run of a site has a number: 1, 2, 3 without gaps, whatever the clock does. What can change stands in rows that hold
from the run `since` until before the run `until` (none: still so), so that every earlier run can still be told.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

from checker.history.columns import Words, indexed, of, once_a_site, own_id, span

VERSION = 5
"""Raise it with every change of a table or of what is written into one, and write the step in `versions.STEPS`."""

metadata = MetaData()


about = Table("checker_history", metadata, Column("version", Integer, nullable=False))

sites = Table("sites", metadata, own_id(), Column("key", Words, nullable=False, unique=True))

runs = Table(
    "runs",
    metadata,
    own_id(),
    of("site"),
    Column("number", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("today", Date, nullable=False),
    Column("complete", Boolean, nullable=False, default=False),
    Column("settings", Words, nullable=False),
    Column("rules", LargeBinary, nullable=False),
    Column("left_out", LargeBinary),
    Column("unchecked", LargeBinary),
    Column("pages", Integer, nullable=False, default=0),
    Column("danger", Integer, nullable=False, default=0),
    Column("wrong", Integer, nullable=False, default=0),
    Column("doubtful", Integer, nullable=False, default=0),
    Column("untidy", Integer, nullable=False, default=0),
    once_a_site("number"),
    once_a_site("name"),
)

rules = Table(
    "rules",
    metadata,
    of("site"),
    Column("name", Words, nullable=False),
    Column("first", Integer, nullable=False),
    once_a_site("name"),
)
"""Which rules the site was ever checked by, and the number of the first run."""

pages = Table(
    "pages",
    metadata,
    own_id(),
    of("site"),
    Column("key", LargeBinary, nullable=False),
    Column("url", Words, nullable=False),
    Column("title", Words),
    Column("owner", Words),
    Column("first_seen", Date, nullable=False),
    Column("first_run", Integer, nullable=False),
    Column("first_read", Integer),
    Column("unchanged_since", Date),
    Column("wording", LargeBinary),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Words),
    Column("reading_key", Words),
    Column("gist", LargeBinary),
    Column("reading", LargeBinary),
    once_a_site("key"),
)
"""Every page ever met, with what the next run needs in order not to read it again."""

results = Table(
    "results",
    metadata,
    own_id(),
    of("page"),
    *span(),
    Column("read", Boolean, nullable=False),
    Column("gaps", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What became of a page, its problems apart. `gaps` is true if something on it could not be looked at."""
indexed(results, "page_id")

leftovers = Table(
    "leftovers",
    metadata,
    own_id(),
    of("page"),
    *span(),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What of a page could not be looked at when it was judged."""
indexed(leftovers, "page_id")

done_pages = Table(
    "done_pages",
    metadata,
    Column("page_id", Integer, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("site_id", Integer, nullable=False, index=True),
    Column("read", Boolean, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("judged", Boolean, nullable=False, default=False),
    Column("whole", Boolean, nullable=False, default=True),
)
"""The pages that the run under way is done with; empty between runs."""

targets = Table(
    "targets",
    metadata,
    own_id(),
    of("site"),
    Column("key", LargeBinary, nullable=False, index=True),
    Column("url", Words, nullable=False),
    Column("first_run", Integer, nullable=False),
    Column("answered", Integer),
    Column("answer_id", Integer),
    Column("failing_since", Date),
    Column("nights", Integer, nullable=False, default=0),
    Column("last_bad", Date),
    Column("last_good", Date),
    Column("good", LargeBinary),
    once_a_site("key"),
)
"""Every address ever met. `answer_id` is its latest row in `answers`; `answered` the first run that found anything out.

`good` is the last good answer, kept while the latest is not good. It and the four before it are settled when a run
ends: until then they say what earlier nights know.
"""

answers = Table(
    "answers",
    metadata,
    own_id(),
    of("target"),
    *span(),
    Column("verdict", String, nullable=False),
    Column("asked", String),
    Column("nights", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Where an address led. `asked` and `nights` are of the first run the row holds for, the body of the last."""
indexed(answers, "target_id")

done_targets = Table(
    "done_targets",
    metadata,
    Column("target_id", Integer, ForeignKey("targets.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("site_id", Integer, nullable=False, index=True),
)
"""The addresses that the run under way has an answer for; empty between runs."""

problems = Table(
    "problems",
    metadata,
    own_id(),
    of("site"),
    of("page"),
    Column("fingerprint", String, nullable=False),
    Column("rule", Words, nullable=False),
    Column("subject", LargeBinary),
    Column("first_seen", Date, nullable=False),
    Column("last_seen", Date, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("retired", Boolean, nullable=False, default=False),
    once_a_site("fingerprint"),
)
"""Every problem ever met. The page is the one it was found on; `subject` the key of the address it speaks of.

`last_seen` and `runs` are right for a problem that is no longer seen; for one that is, see `standings`.
"""

standings = Table(
    "standings",
    metadata,
    own_id(),
    of("problem"),
    *span(),
    Column("state", String, nullable=False),
    Column("why", String, nullable=False, default=""),
    Column("new_rule", Boolean, nullable=False, default=False),
    Column("severity", String, nullable=False),
    Column("last_seen", Date, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The state of a problem. A row of a problem that is seen counts one run more for every run it holds."""
indexed(standings, "problem_id")

found = Table(
    "found",
    metadata,
    own_id(),
    Column("site_id", Integer, nullable=False),
    Column("page_id", Integer, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("fingerprint", String, nullable=False),
    Column("rule", Words, nullable=False),
    Column("severity", String, nullable=False),
    Column("subject", LargeBinary),
    Column("body", LargeBinary, nullable=False),
    once_a_site("fingerprint"),
)
"""The problems that the run under way has found; empty between runs."""

unlooked = Table(
    "unlooked",
    metadata,
    own_id(),
    Column("site_id", Integer, nullable=False),
    Column("page_id", Integer, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", LargeBinary, nullable=False),
    Index("unlooked_key", "site_id", "key"),
)
"""What the run under way could not look at on its pages: addresses, domains, rules that failed; empty between runs."""

gaps = Table(
    "gaps",
    metadata,
    own_id(),
    of("site"),
    Column("fingerprint", String, nullable=False),
    *span(),
    Column("first_seen", Date, nullable=False),
)
"""Since when something could not be looked at."""
Index("gaps_then", gaps.c.site_id, gaps.c.since)
