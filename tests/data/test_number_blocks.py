from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from checker.data import number_blocks
from tests import ofcom
from tests.corpora.scores import looked_at
from tests.shared import rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("+442072756036", True),
        ("+448000644488", True),
        ("+448001111", True),
        ("+441534440000", True),
        ("+442079461234", False),
        ("+441134961234", False),
    ],
)
def test_a_number_is_held_or_free(value: str, *, held: bool) -> None:
    assert number_blocks.number_blocks().hold(value) is held


def test_the_table_says_of_when_it_is() -> None:
    assert number_blocks.number_blocks().as_of == "March 2023"


def test_only_allocated_blocks_are_packed(tmp_path: Path) -> None:
    table = tmp_path / "S1.csv"
    table.write_text(
        "NMS Number Block: Number Block,Block Status,CP Name,Number Length,Allocation Date,Notes\n"
        "1134 95,Allocated,A Company,3+7,15/07/1994,\n1134 96 1,Quarantined,,3+7,,\n1134 97,Free,,3+7,,\n",
        encoding="utf-8",
    )
    assert list(ofcom.blocks(table)) == ["113495"]
    packed = number_blocks.packed(ofcom.blocks(table), as_of="May 2030", source="test")
    assert gzip.decompress(packed).startswith(b'{"as_of": "May 2030"')


def test_a_part_of_the_table_is_no_table(tmp_path: Path) -> None:
    table = tmp_path / "S1.csv"
    table.write_text("NMS Number Block,Block Status\n1134 95,Allocated\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="Give all of Ofcom's"):
        ofcom.main("May 2030", str(table))


def test_numbers_of_public_bodies_are_not_called_free() -> None:
    written = [f"Tel: {phone['number']}" for row in rows("uk_public_contacts") for phone in row["phones"]]
    told = [row["free_text"] for row in rows("uk_public_contacts") if row.get("free_text")]
    problems = [problem for words in (*written, *told) for problem in looked_at(words).problems]
    assert written
    assert [each.place.quote for each in problems if each.rule == "phone-block-free"] == []
