"""Keeps one rolling issue for a site: opened, edited, closed when nothing is left, reopened when something is new.

    issue.py FOLDER

FOLDER is `reports/SITE/latest` with report.json and summary.md. GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL and
REPORT_LINK come from the environment. It is found by its label and by the first line of its text. Nobody gets mail but
when something is new, or when nothing is left. Needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABEL = "content-check"
LIMIT = 65_000
"""Characters; GitHub takes 65,536."""
_TRIES, _PAUSE = 4, 2.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_PER_PAGE = 100
_GONE_ON = 422
"""What GitHub says of a label that is there."""


@dataclass(frozen=True, kw_only=True)
class Night:
    """What the issue is told of a run."""

    marker: str
    title: str
    body: str
    run: str
    open: int
    new: int
    complete: bool


class Refused(Exception):
    """GitHub would not."""


class Repository:
    """The issues of one repository."""

    def __init__(self, api: str, name: str, token: str) -> None:
        self._base, self._token = f"{api}/repos/{name}", token

    def find(self, marker: str) -> Any:
        """Give the issue with our label whose text begins with the marker; the youngest if there are several."""
        page = 1
        while True:
            query = urllib.parse.urlencode({"labels": LABEL, "state": "all", "per_page": _PER_PAGE, "page": page})
            listed = self._ask("GET", f"/issues?{query}")
            for each in listed:
                if "pull_request" not in each and (each["body"] or "").startswith(marker):
                    return each
            if len(listed) < _PER_PAGE:
                return None
            page += 1

    def open(self, night: Night) -> None:
        """Open the issue, and make its label where it is missing."""
        try:
            self._ask("POST", "/labels", {"name": LABEL, "description": "Found by the content checker"})
        except Refused as refused:
            if refused.args[1] != _GONE_ON:
                raise
        self._ask("POST", "/issues", {"title": night.title, "body": night.body, "labels": [LABEL]})

    def edit(self, number: int, **changes: str) -> None:
        """Change the issue. Nobody gets mail."""
        self._ask("PATCH", f"/issues/{number}", changes)

    def comment(self, number: int, words: str) -> None:
        """Say something. Everybody who follows the issue gets mail."""
        self._ask("POST", f"/issues/{number}/comments", {"body": words})

    def _ask(self, method: str, path: str, given: object = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - GITHUB_API_URL comes from the runner
            self._base + path,
            method=method,
            data=None if given is None else json.dumps(given).encode(),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
                "User-Agent": "content-checker",
            },
        )
        for left in reversed(range(_TRIES)):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - see above
                    return json.loads(answer.read() or b"null")
            except urllib.error.HTTPError as fault:
                wait = float(fault.headers.get("Retry-After") or _PAUSE)
                if fault.code not in _BUSY or not left:
                    raise Refused(f"GitHub answered {fault.code} to {method} {path}.", fault.code) from fault
            except OSError as fault:
                wait = _PAUSE
                if not left:
                    raise Refused(f"GitHub could not be asked: {fault}.", 0) from fault
            time.sleep(min(wait, 60))
        raise AssertionError


def read(folder: Path, link: str) -> Night:
    """Read what the run wrote."""
    report = json.loads((folder / "report.json").read_bytes())
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    site, run, states = report["site"], report["run"], report["totals"]["states"]
    marker = f"<!-- checker:{site['key']} -->"
    name = " ".join(site["name"].split()).replace("@", "@\u200b")
    rest = summary.removeprefix(marker).lstrip("\n")
    foot = f"\n\n[The whole report]({link})\n" if link else "\n"
    head = f"{marker}\n<!-- run:{run['id']} -->\n"
    return Night(
        marker=marker,
        title=f"Content problems: {name}",
        body=head + rest[: LIMIT - len(head) - len(foot)] + foot,
        run=run["id"],
        open=sum(states[each] or 0 for each in ("new", "still-open", "not-seen")),
        new=states["new"] or 0,
        complete=run["complete"],
    )


def keep(repository: Repository, night: Night) -> str:
    """Bring the issue up to date, and say what was done."""
    issue = repository.find(night.marker)
    if issue is None:
        if not night.open:
            return "Nothing is wrong, and there is no issue."
        repository.open(night)
        return "Opened the issue."
    number, was_open = issue["number"], issue["state"] == "open"
    told_before = f"<!-- run:{night.run} -->" in issue["body"]
    if not night.open and night.complete:
        repository.edit(number, title=night.title, body=night.body, state="closed")
        if was_open:
            repository.comment(number, "Nothing is left to put right. Thank you.")
        return f"Closed issue {number}." if was_open else f"Issue {number} stays closed."
    # somebody who closed it by hand is left in peace until something is new
    state = "open" if was_open or night.new else "closed"
    repository.edit(number, title=night.title, body=night.body, state=state)
    if night.new and not told_before:
        problems = "1 new problem" if night.new == 1 else f"{night.new:,} new problems"
        repository.comment(number, f"{problems} since the last check. They are marked new in the text above.")
    return f"{'Edited' if was_open or state == 'closed' else 'Reopened'} issue {number}."


def main(arguments: list[str]) -> int:
    """Keep the issue of the site whose reports are in a folder."""
    folder = Path(arguments[0])
    if not (folder / "report.json").is_file():
        sys.stderr.write(f"There is no report in {folder}, so the issue stays as it is.\n")
        return 0
    said = os.environ
    api = said.get("GITHUB_API_URL", "https://api.github.com")
    repository = Repository(api, said["GITHUB_REPOSITORY"], said["GITHUB_TOKEN"])
    try:
        sys.stderr.write(keep(repository, read(folder, said.get("REPORT_LINK", ""))) + "\n")
    except Refused as refused:
        sys.stderr.write(f"{refused.args[0]}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
