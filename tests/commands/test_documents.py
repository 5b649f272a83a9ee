from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.readers.documents import line, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

WRONG = pdf(line("Text", at=700), line("Ring 0171 946 0018 today", at=700))


def test_a_problem_in_a_pdf_says_its_page(ask: Callable[..., Ended]) -> None:
    Path("a.pdf").write_bytes(WRONG)
    assert "page 2: “Ring 0171 946 0018 today”" in ask("check", "a.pdf", "--offline", "--today", "2026-11-23").out
    problems = ask("check", "a.pdf", "--offline", "--format", "json", "--only", "phone").json["problems"]
    assert [each["where"]["page"] for each in problems] == [2]
    assert "Page 2" in ask("check", "a.pdf", "--offline", "--format", "csv", "--only", "phone").out
    assert "Page 2" in ask("check", "a.pdf", "--offline", "--format", "html", "--only", "phone").out


def test_a_page_built_by_script_is_said_once_and_lacks_nothing(ask: Callable[..., Ended]) -> None:
    Path("a.html").write_text(f"<title>Help</title><div id=app></div>{'<script src=a.js></script>' * 6}")
    report = ask("check", "a.html", "--offline", "--format", "json").json
    assert [each["why"].split(".")[0] for each in report["unchecked"]] == ["This page is built by script"]
    assert report["problems"] == []
