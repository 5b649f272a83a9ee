"""The life of a site's issue, against a small GitHub on loopback."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.ci.github import REPOSITORY, TOKEN, GitHub
from tests.ci.scripts import SCRIPTS, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = "<!-- checker:small -->"
LINK = "https://github.example/runs/1"


@pytest.fixture
def github() -> Iterator[GitHub]:
    with GitHub() as served:
        yield served


def keep(
    github: GitHub, folder: Path, *, night: int, opened: int, new: int = 0, complete: bool = True, token: str = TOKEN
) -> str:
    """Tell the issue of a night, and give what the script said."""
    states = {"new": new, "still-open": opened - new, "not-seen": 0, "fixed": 1, "accepted": 0}
    report = {
        "site": {"key": "small", "name": "Harbourshire\n@in small", "start": "https://www.harbourshire.gov.uk/"},
        "run": {"id": f"2026112{night}-031700", "complete": complete},
        "totals": {"states": states},
    }
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    (folder / "summary.md").write_text(f"{MARKER}\n# Night {night}: {opened} problems\n", encoding="utf-8")
    return asked(github, folder, token=token)


def asked(github: GitHub, folder: Path, *, token: str = TOKEN) -> str:
    given = {
        "GITHUB_API_URL": github.api,
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": token,
        "REPORT_LINK": LINK,
    }
    return run(folder, sys.executable, str(SCRIPTS / "issue.py"), str(folder), given=given).stderr.strip()


def test_five_nights_of_an_issue(github: GitHub, tmp_path: Path) -> None:
    assert keep(github, tmp_path, night=1, opened=3) == "Opened the issue."
    issue: Any = github.issues[0]
    assert issue["title"] == "Content problems: Harbourshire @\u200bin small"
    assert issue["body"].startswith(f"{MARKER}\n<!-- run:20261121-031700 -->\n# Night 1: 3 problems")
    assert LINK in issue["body"]
    assert (issue["labels"], issue["comments"]) == (["content-check"], [])

    assert keep(github, tmp_path, night=2, opened=4, new=1) == "Edited issue 1."
    assert "Night 2" in issue["body"]
    assert issue["comments"] == ["1 new problem since the last check. They are marked new in the text above."]

    assert keep(github, tmp_path, night=3, opened=4) == "Edited issue 1."  # nothing is new: nobody gets mail
    assert ("Night 3" in issue["body"], len(issue["comments"])) == (True, 1)

    assert keep(github, tmp_path, night=4, opened=0) == "Closed issue 1."
    assert (issue["state"], issue["comments"][1:]) == ("closed", ["Nothing is left to put right. Thank you."])

    assert keep(github, tmp_path, night=5, opened=2, new=2) == "Reopened issue 1."
    assert (issue["state"], len(issue["comments"]), len(github.issues)) == ("open", 3, 1)


def test_a_job_that_is_run_again_says_nothing_twice(github: GitHub, tmp_path: Path) -> None:
    keep(github, tmp_path, night=1, opened=3)
    keep(github, tmp_path, night=2, opened=4, new=1)
    asked(github, tmp_path)
    assert len(github.issues[0]["comments"]) == 1


def test_an_incomplete_night_closes_nothing(github: GitHub, tmp_path: Path) -> None:
    keep(github, tmp_path, night=1, opened=3)
    keep(github, tmp_path, night=2, opened=0, complete=False)
    assert github.issues[0]["state"] == "open"


def test_an_issue_somebody_closed_by_hand_stays_closed_until_something_is_new(github: GitHub, tmp_path: Path) -> None:
    keep(github, tmp_path, night=1, opened=3)
    github.issues[0]["state"] = "closed"
    keep(github, tmp_path, night=2, opened=3)
    assert github.issues[0]["state"] == "closed"
    keep(github, tmp_path, night=3, opened=4, new=1)
    assert github.issues[0]["state"] == "open"


def test_an_issue_of_somebody_else_is_left_alone(github: GitHub, tmp_path: Path) -> None:
    github.labels.add("content-check")
    for body, more in ((f"{MARKER}\nmine", {}), ("something else", {"labels": ["content-check"]}), (MARKER, {})):
        github.issues.append({"number": len(github.issues) + 1, "state": "open", "body": body, "labels": [], **more})
    github.issues[2] |= {"labels": ["content-check"], "pull_request": {}}
    assert keep(github, tmp_path, night=1, opened=3) == "Opened the issue."
    assert [each["body"] for each in github.issues[:3]] == [f"{MARKER}\nmine", "something else", MARKER]


def test_it_is_found_among_hundreds(github: GitHub, tmp_path: Path) -> None:
    keep(github, tmp_path, night=1, opened=3)
    for number in range(2, 300):
        github.issues.append({"number": number, "state": "closed", "body": "", "labels": ["content-check"]})
    assert keep(github, tmp_path, night=2, opened=3) == "Edited issue 1."


def test_where_nothing_is_wrong_there_is_no_issue(github: GitHub, tmp_path: Path) -> None:
    assert keep(github, tmp_path, night=1, opened=0) == "Nothing is wrong, and there is no issue."
    assert github.issues == []


def test_without_a_report_nobody_is_asked(github: GitHub, tmp_path: Path) -> None:
    assert "stays as it is" in asked(github, tmp_path)
    assert github.asked == []


def test_a_long_summary_is_cut_to_what_github_takes(github: GitHub, tmp_path: Path) -> None:
    keep(github, tmp_path, night=1, opened=3)
    (tmp_path / "summary.md").write_text(f"{MARKER}\n" + "many words\n" * 9000, encoding="utf-8")
    github.issues.clear()
    assert asked(github, tmp_path) == "Opened the issue."
    assert LINK in github.issues[0]["body"][-100:]


def test_a_busy_moment_is_waited_out(github: GitHub, tmp_path: Path) -> None:
    github.busy = 2
    assert keep(github, tmp_path, night=1, opened=3) == "Opened the issue."


def test_what_github_refuses_is_said_without_the_token(github: GitHub, tmp_path: Path) -> None:
    said = keep(github, tmp_path, night=1, opened=3, token="another-token")  # noqa: S106 - of no use anywhere
    assert said.startswith("GitHub answered 401 to GET /issues")
    assert "another-token" not in said
