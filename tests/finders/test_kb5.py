"""Directories on kb5: each record once, whatever the addresses it stands under."""

from __future__ import annotations

from typing import Any

from checker.finders import same_answer
from tests.finders.asking import Search, a_site, html, served

BASE = "/kb5/oakley/offer/"


def links(*hrefs: str) -> bytes:
    return html("<main>" + "".join(f'<p><a href="{href}">go</a></p>' for href in hrefs) + "</main>")


def found(pages: dict[str, bytes], asked: list[str] | None = None, /, *, path: str = BASE, **options: Any) -> Search:
    return served(lambda here: a_site(here + path, {"kind": "kb5"} | options), pages, asked)


def a_directory() -> dict[str, bytes]:
    return {
        f"{BASE}home.page": links(
            "localoffer.page?localofferchannel=2_8", "results.page?localofferchannel=0&sorttype=name",
            "login.page", "/bins"
        ),
        f"{BASE}localoffer.page?localofferchannel=2_8": links(
            "advice.page;jsessionid=60AF?id=5UlEp_IMM8M&localofferchannel=2_8"
        ),
        f"{BASE}results.page?localofferchannel=0": links(
            "service.page?id=wrt-2KeHnWc&localofferchannel=0", "results.page?localofferchannel=0&sr=10"
        ),
        f"{BASE}results.page?localofferchannel=0&sr=10": links(
            "site.page?localofferchannel=0&id=Site_0000001", "service.page?newlocalofferchannel=7_5_1&id=wrt-2KeHnWc"
        ),
        f"{BASE}advice.page?id=5UlEp_IMM8M": links(
            "advice.action?id=5UlEp_IMM8M&slaction=add", "feedback.page?id=5UlEp_IMM8M", "event.page?id=Event-00001",
            "/kb5/oakley/asch/service.page?id=AnotherSite"
        ),
        f"{BASE}service.page?id=wrt-2KeHnWc": links(
            "advice.page?id=5UlEp_IMM8M&localofferchannel=5", "service.page?id=Gone0000000"
        ),
        f"{BASE}site.page?id=Site_0000001": links("service.page?slaction=add&id=wrt-2KeHnWc"),
        f"{BASE}event.page?id=Event-00001": html("<p>event"),
    }  # fmt: skip


RECORDS = {
    "advice.page?id=5UlEp_IMM8M",
    "service.page?id=wrt-2KeHnWc",
    "site.page?id=Site_0000001",
    "event.page?id=Event-00001",
}


def names(search: Search) -> list[str]:
    return [each.removeprefix(BASE) for each in search.paths()]


def test_every_record_is_found_once_and_nothing_else_is() -> None:
    asked: list[str] = []
    search = found(a_directory(), asked)
    assert sorted(names(search)) == sorted({*RECORDS, "home.page"})
    paths = [each.split(" ")[1] for each in asked]
    assert not [
        each for each in paths if "jsessionid" in each or "slaction" in each or "login" in each or "asch" in each
    ]
    assert len(paths) == len(set(paths))
    assert "4 links like this were not followed: they would do something, or are forms." in search.said()


def test_lists_of_results_are_pages_only_where_asked_for() -> None:
    search = found(a_directory(), lists=True)
    assert set(names(search)) - RECORDS - {"home.page"} == {
        "localoffer.page?localofferchannel=2_8",
        "results.page?localofferchannel=0",
        "results.page?localofferchannel=0&sr=10",
    }


def test_a_site_that_begins_above_its_directory() -> None:
    pages = {"/": html("", "302 Found", f"Location: {BASE}home.page"), **a_directory()}
    assert {*RECORDS} <= set(names(found(pages, path="/")))


def test_a_directory_that_is_not_there_is_said_and_is_no_page() -> None:
    search = found({})
    assert search.pages == []
    assert search.said() == "The directory could not be looked through: the answer was 404."
    search = found({f"{BASE}{name}": html("", "503 Busy") for name in ("", "home.page", "results.page")})
    assert (search.pages, search.said()) == ([], "The directory could not be looked through: the answer was 503.")


def test_folding_names_pages_as_the_start_is_written() -> None:
    from checker.finders.kb5 import Options, _Grammar  # noqa: PLC0415 - no server on this machine has a www.

    start = "https://www.oakley.example/kb5/oakley/offer/"
    grammar = _Grammar(start, Options())
    one = f"{start}advice.page?id=5UlEp_IMM8M"
    assert grammar.name("http://oakley.example/kb5/oakley/offer/advice.page;jsessionid=1?x=2&id=5UlEp_IMM8M#top") == one
    assert grammar.name("https://www.oakley.example:443/kb5/Oakley/Offer/ADVICE.page?id=5UlEp_IMM8M") == one
    assert grammar.name(f"{start}advice.page?localofferchannel=0&ID=5UlEp%5FIMM8M") == one
    assert grammar.name(f"{start}advice.page?id=5ulep_imm8m") == f"{start}advice.page?id=5ulep_imm8m"
    assert grammar.name("https://other.example/kb5/oakley/offer/advice.page?id=5UlEp_IMM8M") is None
    assert _Grammar(start, Options(fold=False)).name(one.replace("https://www.", "http://")) != one


def test_a_list_is_known_by_what_decides_what_it_shows() -> None:
    from checker.finders.kb5 import Options, _Grammar  # noqa: PLC0415 - names are all there is to see

    start = "https://www.oakley.example/kb5/oakley/offer/"
    name = _Grammar(start, Options()).name
    first = f"{start}results.page?localOfferChannel=2_8&pageNo=2"
    assert name(f"{start}results.page?pageNo=2&sorttype=name&age=5&localOfferChannel=2_8") == first
    assert name(f"{start}results.page?pageNo=3&localOfferChannel=2_8") != first
    home = f"{start}home.page"
    assert name(f"{home}?localofferchannel=0") == name(f"{home};jsessionid=77") == home


def test_a_search_is_an_action_that_only_lists() -> None:
    pages = {f"{BASE}home.page": links("results.action?qt=play", "advice.action?id=5UlEp_IMM8M")}
    saving = "results.action?qt=play&slaction=ADD&itemid=5UlEp_IMM8M$"
    pages[f"{BASE}results.action?qt=play"] = links(saving, "site.page?id=Site_0000001")
    pages[f"{BASE}site.page?id=Site_0000001"] = html("<p>site")
    asked: list[str] = []
    assert names(found(pages, asked)) == ["home.page", "site.page?id=Site_0000001"]
    assert not [each for each in asked if "slaction" in each or "advice.action" in each]


def test_what_is_left_is_counted_without_the_number_of_a_visit() -> None:
    pages = {f"{BASE}home.page": links(*(f"login.page;jsessionid={n}" for n in range(5)))}
    search = found(pages)
    assert [each.what.removeprefix("http://127.0.0.1:")[5:] for each in search.unchecked] == [f"{BASE}login.page"]
    assert search.said() == "1 link like this was not followed: they would do something, or are forms."


def test_a_record_answers_for_its_other_addresses_where_only_the_query_differs() -> None:
    start = "https://www.oakley.example/kb5/oakley/offer/"
    one = f"{start}advice.page?id=5UlEp_IMM8M"
    name = same_answer(a_site(start, {"kind": "kb5"}), {one})
    assert name(f"{start}advice.page?localofferchannel=2_8&id=5UlEp_IMM8M&print=true") == one
    others = ("advice.page?ID=5UlEp_IMM8M", "ADVICE.page?id=5UlEp_IMM8M", "results.page?sr=10&localofferchannel=0")
    plain = one.replace("https:", "http:")
    for other in (*(start + each for each in others), plain, "https://www.example.org/advice.page?id=1"):
        assert name(other) is None
    assert name(f"{start}advice.page?id=Unread00000&localofferchannel=0") is None
    assert same_answer(a_site(start), {one})(one) is None


def test_one_form_about_a_record_answers_for_all_of_its_kind() -> None:
    start = "https://www.oakley.example/kb5/oakley/offer/"
    name = same_answer(a_site(start, {"kind": "kb5"}), set())
    first = f"{start}feedback.page?id=5UlEp_IMM8M"
    assert name(first) == name(f"{start}feedback.page?id=wrt-2KeHnWc") == first
    assert name(f"{start}enquiry.page?id=5UlEp_IMM8M") == f"{start}enquiry.page?id=5UlEp_IMM8M"
    assert name(f"{start}login.page") is None


def test_paging_without_end_comes_to_an_end() -> None:
    pages = {f"{BASE}home.page": links("results.page?sr=0")}
    pages |= {f"{BASE}results.page?sr={n}": links(f"results.page?sr={n + 1}") for n in range(200)}
    search = found(pages, pages=20)
    assert "The search stopped after 20 addresses, the limit." in search.said()
