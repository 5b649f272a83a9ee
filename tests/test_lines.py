"""What short lines hold is found once, whatever page they stand on; a long text is another on each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lines import in_each, once

if TYPE_CHECKING:
    from collections.abc import Iterator

looked: list[str] = []


@once
def stars(text: str, *, mark: str) -> Iterator[int]:
    looked.append(text)
    return (at for at, letter in enumerate(text) if letter == mark)


def test_a_short_line_is_looked_through_once() -> None:
    looked.clear()
    assert [list(stars("a * b *", mark="*")) for _ in range(3)] == [[2, 6]] * 3
    assert looked == ["a * b *"]


def test_what_is_looked_for_tells_apart() -> None:
    assert list(stars("+ and *", mark="*")) == [6]
    assert list(stars("+ and *", mark="+")) == [0]


def test_a_long_text_is_not_kept() -> None:
    looked.clear()
    words = "words and words " * 20 + "*"
    assert [list(stars(words, mark="*")) for _ in range(2)] == [[320], [320]]
    assert looked == [words, words]


def test_of_many_lines_a_short_one_is_looked_through_once_and_a_paragraph_each_time() -> None:
    asked: list[str] = []

    def letters(line: str) -> int:
        asked.append(line)
        return len(line)

    found = in_each(letters)
    lines = ["Home", "Contact us", "Home", "a" * 1000]
    assert found(lines) == found(iter(lines)) == [4, 10, 4, 1000]
    assert asked == ["Home", "Contact us", "a" * 1000, "a" * 1000]
