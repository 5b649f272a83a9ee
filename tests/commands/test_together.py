"""Several pages checked at once are seen beside each other, as a nightly run sees the pages of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended

OFFICE = "Blue Badge Office\n\nTelephone: {}\n"
USUAL, OTHER = "020 7275 6036", "020 7275 9110"
ALONE = ("--only", "contact-inconsistent", "--format", "json")


def found(ended: Ended) -> list[tuple[str, str]]:
    return [(each["rule"], each["page"].rpartition("/")[2]) for each in ended.json["problems"]]


def write(folder: Path) -> None:
    folder.mkdir()
    for name, number in (("one", USUAL), ("two", USUAL), ("three", USUAL), ("four", OTHER)):
        (folder / f"{name}.txt").write_text(OFFICE.format(number))


def test_a_folder_is_seen_as_a_whole(ask: Callable[..., Ended], tmp_path: Path) -> None:
    write(tmp_path / "drafts")
    ended = ask("check", "drafts", *ALONE, "--fail-on", "doubtful")
    assert (ended.code, found(ended)) == (1, [("contact-inconsistent", "four.txt")])
    assert ended.json["pages"][0]["problems"] == [ended.json["problems"][0]["id"]]


def test_so_are_several_files(ask: Callable[..., Ended], tmp_path: Path) -> None:
    write(tmp_path / "drafts")
    names = [f"drafts/{name}.txt" for name in ("one", "two", "three", "four")]
    assert found(ask("check", *names, *ALONE)) == [("contact-inconsistent", "four.txt")]
    assert found(ask("check", *names[2:], *ALONE)) == [], "two pages that differ prove nothing"


def test_rules_that_are_left_out_are_left_out_here_too(ask: Callable[..., Ended], tmp_path: Path) -> None:
    write(tmp_path / "drafts")
    assert found(ask("check", "drafts", "--skip", "contact", "--format", "json")) == []


def test_what_needs_memory_is_not_said_to_need_the_network(ask: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Nothing is wrong here.")
    said = ask("check", "page.txt", "--offline").err
    network, memory = (line for line in said.splitlines() if line.startswith("Left out"))
    assert "as they need the network: " in network
    assert memory == "Left out, as only a nightly run can tell: contact-not-at-source, page-changed-overnight."
    named = network.rpartition(": ")[2].rstrip(".").split(", ")
    assert named == [each.name for each in rules.catalogue() if not each.offline and not each.remembers]
