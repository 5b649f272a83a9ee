"""Which addresses a report lists: what a page leads to, never a wrapper round it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

WRAPPED = (
    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org.uk%2Fguide&amp;data=jo%40b.org"
)
OPAQUE = "https://protect-eu.mimecast.com/s/AbCdEf"


def test_a_mail_wrapper_is_never_listed(ask: Callable[..., Ended]) -> None:
    links = "".join(
        f'<p><a href="{href}">Guide</a></p>' for href in (WRAPPED, OPAQUE, "https://www.example.org.uk/a#b")
    )
    Path("page.html").write_text(f"<main>{links}</main>", encoding="utf-8")
    report = ask("check", "page.html", "--offline", "--format", "json").json
    assert [target["url"] for target in report["targets"]] == [
        "https://www.example.org.uk/a",
        "https://www.example.org.uk/guide",
    ]
    hrefs = {problem["rule"]: problem["where"]["href"] for problem in report["problems"]}
    assert hrefs["link-email-wrapper"].startswith("https://eur03.safelinks")
