"""Agreement with the outcomes of GOV.UK's link checker, where that corpus is at hand; every deviation has a reason."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from checker.lookups.links import Asking, judge, look_up
from checker.model.fetching import Failure, Fetched, Request
from checker.model.problems import Severity
from checker.model.targets import Evidence, Verdict
from checker.urls import target
from checker.web.redirects import following
from tests.lookups.answers import NOW, TODAY

CORPUS = next(
    (found for above in Path(__file__).parents if (found := above / "shared/corpora/link_verdicts/dev.jsonl").exists()),
    None,
)
RAISES = {"connection_failed": Failure.REFUSED, "ssl_error": Failure.TLS, "timeout": Failure.TIMEOUT}
DEVIATIONS = {
    "unsupported scheme": "a mailto link is checked as an email",
    "unusual format": "a mistyped scheme is the business of the rules about how an address is written",
    "TLD is risky": "an ending proves nothing about a page",
    "host is internal": "GOV.UK's own hosts",
    "multiple problems": "a login in an address is the business of a rule about how it is written; slow is not broken",
    "slow response": "slow is not broken",
    "403 status code without Cloudflare": "a refusal of automatic visitors says nothing of the page: could not check",
    "multiple redirects": "they lead to another organisation, which a person has to look at",
    "meta rating": "a page that labels itself is counted as one sign, and one is not enough",
}


def outcome(row: dict) -> str:
    """Say error, warning or ok."""
    left = {url: list(answers) for url, answers in row["responses"].items()}

    async def fetch(request: Request) -> Fetched:
        answers = left.get(request.url) or left.get(request.url.rstrip("/"))
        assert answers, request.url
        said = answers.pop(0) if len(answers) > 1 else answers[0]
        if "raises" in said:
            return Fetched(url=request.url, final_url=request.url, failure=RAISES[said["raises"]])
        headers = tuple((name.lower(), value) for name, value in said.get("headers", {}).items())
        body = said.get("body", "<p>A page.</p>").encode()
        return Fetched(url=request.url, final_url=request.url, status=said["status"], headers=headers, body=body)

    async def run() -> tuple[Verdict, Severity | None]:
        asked = target(row["uri"])
        if asked is None:
            found = judge(row["uri"], Evidence(asked=NOW), today=TODAY)
            return found.verdict, found.severity
        asking = Asking(fetch=following(fetch), now=lambda: NOW, today=TODAY, confirm=(0.0,))
        (one,) = [each async for each in look_up([asked], asking)]
        return one.verdict, one.judgement.severity

    verdict, severity = asyncio.run(run())
    if severity in {Severity.DANGER, Severity.WRONG, Severity.DOUBTFUL}:
        return "error"
    return "ok" if verdict is Verdict.FINE else "warning"


def test_it_agrees_with_gov_uk() -> None:
    if CORPUS is None:
        pytest.skip("the corpus of link verdicts is not at hand")
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    differ = []
    for row in rows:
        if any(name in row["key"] for name in DEVIATIONS):
            continue
        said = row["expected"]
        theirs = "error" if said["has_errors"] else "warning" if said["has_warnings"] else "ok"
        if outcome(row) != theirs:
            differ.append((row["key"], theirs, outcome(row)))
    assert differ == []
    assert rows
