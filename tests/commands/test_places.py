"""Problems in a file say on which line and at which letter they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

WRONG = {
    "a.html": "<!doctype html>\r\n<p>One\r\n<p>Ring <b>0171</b> 946 0018 now\r\n",
    "a.md": "# One\n\nSome words,\nring 0171 946 0018 now\n",
    "a.txt": "One\n\nSome words,\nring 0171 946 0018 now\n",
}
PLACES = {"a.html": (3, 12), "a.md": (4, 6), "a.txt": (4, 6)}


@pytest.mark.parametrize("name", WRONG)
def test_every_format_for_programs_says_where(ask: Callable[..., Ended], name: str) -> None:
    Path(name).write_bytes(WRONG[name].encode())
    line, column = PLACES[name]

    def said(form: str) -> str:
        return ask("check", name, "--offline", "--only", "phone-old-london-code", "--format", form).out

    assert said("concise").startswith(f"{name}:{line}:{column}: wrong: ")
    assert f"file={name},line={line},col={column}," in said("github")
    assert f'file="{name}" line="{line}"' in said("junit")
    [result] = json.loads(said("sarif"))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (line, column)
    where = json.loads(said("json"))["problems"][0]["where"]
    assert (where["line"], where["column"]) == (line, column)


def test_a_link_without_words_is_found_by_its_address(ask: Callable[..., Ended]) -> None:
    link = '<a href="https://example.org/?utm_source=a"><img src="a.png" alt=""></a>'
    Path("a.html").write_text(f"<p>One</p>\n<p>{link}</p>")
    said = ask("check", "a.html", "--offline", "--only", "link-tracking", "--format", "concise").out
    assert said.startswith("a.html:2:13: ")
