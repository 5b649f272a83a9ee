from __future__ import annotations

import pytest

from checker.pipeline._read import Read

MENU = tuple(f"https://www.example.org/menu/{number}" for number in range(20))
OTHER = tuple(f"https://www.example.org/other/{number}" for number in range(20))


@pytest.mark.parametrize(
    "pages",
    [
        [(*MENU, "a"), (*MENU, "b"), (*MENU, "c", "d"), MENU],
        [MENU, MENU, MENU[:10], MENU[:3], (), MENU],
        [("a", *MENU), ("b", *MENU), (*MENU, "a"), (*OTHER, "a"), (*OTHER, "b"), (*MENU, "c")],
        [(), (), ("a",), ()],
    ],
)
def test_where_pages_lead_is_given_back_whole_and_in_its_order(pages: list[tuple[str, ...]]) -> None:
    read = Read()
    for number, addresses in enumerate(pages):
        read.note(str(number), addresses, (f"{number % 2}.example.org",))
    assert [each.addresses for each in read.packed.values()] == pages
    assert [each.domains for each in read.packed.values()] == [(f"{at % 2}.example.org",) for at in range(len(pages))]


def test_the_menu_of_a_site_is_held_once() -> None:
    read = Read()
    for number in range(50):
        read.note(str(number), (*MENU, f"https://www.example.org/{number}"), ())
    assert len({id(each.menu) for each in read.packed.values()}) == 2  # none, and the menu
    assert read.packed["49"].own == ("https://www.example.org/49",)
