"""What lines hold is found once in each short one."""

from __future__ import annotations

from checker.rules._lines import in_each


def test_a_short_line_is_looked_through_once_and_a_paragraph_each_time() -> None:
    asked: list[str] = []

    def letters(line: str) -> int:
        asked.append(line)
        return len(line)

    found = in_each(letters)
    lines = ["Home", "Contact us", "Home", "a" * 1000]
    assert found(lines) == found(iter(lines)) == [4, 10, 4, 1000]
    assert asked == ["Home", "Contact us", "a" * 1000, "a" * 1000]
