"""What became of a page comes back whole or in part, however it was written."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.addresses import addresses_of
from checker.errors import Incomplete
from checker.history import bodies, codec
from checker.model.mentions import Contact, Inventory, Kind, Mention
from checker.model.pages import Place
from checker.model.runs import PageResult

results = st.from_type(PageResult).map(lambda each: replace(each, problems=()))
PHONE = Mention(kind=Kind.PHONE, raw="020 7946 0958", value="+442079460958", place=Place(quote="020 7946 0958"))
LINK = Mention(
    kind=Kind.LINK, raw="/a", value="https://www.example.gov.uk/a", place=Place(quote="Advice", href="/a"), tag="a"
)
FULL = PageResult(
    target="a",
    url="https://www.example.gov.uk/",
    inventory=Inventory(mentions=(PHONE, LINK, LINK), contacts=(Contact(name="Desk", phones=(PHONE,)),)),
)


def bare(result: PageResult) -> PageResult:
    return replace(result, inventory=replace(result.inventory, mentions=(), contacts=()))


@settings(max_examples=60, deadline=None)
@given(results)
def test_a_result_comes_back(result: PageResult) -> None:
    found = result.inventory
    assert bodies.result(bodies.body(result)) == result
    assert bodies.bare(bodies.body(result)) == bare(result)
    assert bodies.body(bare(result), bodies.standing(found)) == bodies.body(result, bodies.standing(found))
    assert bodies.mentions(bodies.standing(found)) == found.mentions


@settings(max_examples=60, deadline=None)
@given(results)
def test_what_an_earlier_version_wrote_comes_back(result: PageResult) -> None:
    written = codec.encode(result)
    assert bodies.result(written) == result
    assert bodies.bare(written) == bare(result)


def test_an_outline_is_read_of_what_an_earlier_version_wrote() -> None:
    assert bodies.bare(codec.encode({"target": "a"})) == PageResult(target="a")


@pytest.mark.parametrize("write", [bodies.body, codec.encode])
def test_an_outline_tells_how_much_stands_on_a_page_and_where_it_leads(write: object) -> None:
    stored = write(FULL)  # type: ignore[operator]  # either way of writing it
    outline = bodies.outline(stored, contacts=True)
    assert Counter(outline.counted) == {Kind.PHONE: 1, Kind.LINK: 2}
    assert outline.leads == addresses_of(FULL.inventory.mentions) == ("https://www.example.gov.uk/a",)
    assert outline.page.inventory.contacts == FULL.inventory.contacts
    assert bodies.outline(bodies.body(FULL), contacts=False).page == bare(FULL)


@pytest.mark.parametrize("write", [bodies.body, codec.encode])
def test_what_stands_on_a_page_stays_where_its_result_is_another(write: object) -> None:
    stored = write(FULL)  # type: ignore[operator]  # either way of writing it
    theirs = replace(FULL, owner="Transport")
    assert bodies.changed(stored, bare(theirs)) == bodies.body(theirs)


def test_to_look_at_a_result_unfolds_nothing_else() -> None:
    whole = bodies.body(FULL)
    broken = whole[:-20] + bytes(20)
    assert bodies.bare(broken) == bare(FULL)
    assert bodies.outline(broken, contacts=False) == bodies.outline(whole, contacts=False)


@pytest.mark.parametrize("left", [0.02, 0.3, 0.6, 0.99])
def test_what_is_cut_off_is_said(left: float) -> None:
    written = bodies.body(FULL)
    with pytest.raises(Incomplete, match="cannot be read"):
        bodies.result(written[: max(1, int(len(written) * left))])


def test_half_a_surrogate_pair_is_replaced() -> None:
    odd = replace(PHONE, label="a\ud800")
    found = bodies.result(bodies.body(replace(FULL, title="b\udfff", inventory=Inventory(mentions=(odd,)))))
    assert (found.title, found.inventory.mentions[0].label) == ("b\ufffd", "a\ufffd")
