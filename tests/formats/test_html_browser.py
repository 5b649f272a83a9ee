"""The HTML report in a real browser: for everybody, by keyboard, without script, and asking nobody anything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from checker import formats
from checker.formats import html
from checker.model.reports import Front, Style
from tests import canned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Opened = Callable[..., Page]

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(str(formats.render("html", canned.canned(), Style())), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Opened]:
    """Open the report; a test fails if anything but the file is asked for, or the page complains."""
    context = browser.new_context()
    asked: list[str] = []
    said: list[str] = []

    def page(hash_: str = "", *, file: Path = report, **how: Any) -> Page:
        nonlocal context
        context.close()
        context = browser.new_context(**how)
        one = context.new_page()
        one.on("request", lambda request: asked.append(request.url))
        one.on("console", lambda message: said.append(message.text))
        one.on("pageerror", lambda error: said.append(str(error)))
        one.goto(f"{file.as_uri()}{hash_}")
        return one

    yield page
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert said == []


FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const marked = it === document.body || style.boxShadow !== "none" || style.outlineStyle !== "none";
    return [[...document.querySelectorAll("*")].indexOf(it), marked];
}"""
"""Which element has the focus, and whether that can be seen."""


def wait(page: Page, condition: str) -> None:
    """Wait until something holds. Playwright's own way of waiting is what the page's policy forbids."""
    end = time.monotonic() + 10
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


COLOURS = ("color-contrast", "link-in-text-block")
"""What can differ where only colours do."""


def axe(page: Page, *rules: str) -> list[str]:
    """Give what axe-core finds, each with the elements it is about. Without rules it applies all of them."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    # Playwright runs this outside the page's own policy
    page.evaluate(source)
    how: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        how["runOnly"] = list(rules)
    found = page.evaluate("(how) => axe.run(document, how)", how)
    return [f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']])}" for each in found["violations"]]


@pytest.mark.parametrize(
    ("how", "medium", "rules"),
    [
        ({"viewport": WIDE}, "screen", ()),
        ({"viewport": PHONE}, "screen", ()),
        ({"viewport": WIDE, "color_scheme": "dark"}, "screen", COLOURS),
        ({"viewport": WIDE, "forced_colors": "active"}, "screen", COLOURS),
        ({"viewport": WIDE}, "print", COLOURS),
    ],
    ids=["light", "phone", "dark", "forced-colours", "print"],
)
def test_axe_finds_nothing(opened: Opened, how: dict[str, Any], medium: str, rules: tuple[str, ...]) -> None:
    page = opened(**how)
    page.emulate_media(media=medium)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert axe(page, *rules) == []


@pytest.mark.parametrize("name", ["nothing", "first", "hostile"])
def test_axe_finds_nothing_in_other_reports(opened: Opened, tmp_path: Path, name: str) -> None:
    path = tmp_path / "other.html"
    path.write_text(str(formats.render("html", getattr(canned, name)(), Style())), encoding="utf-8")
    assert axe(opened(file=path, viewport=WIDE)) == []


def test_nothing_is_wider_than_a_phone(opened: Opened) -> None:
    page = opened(viewport=PHONE)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_every_problem_is_there(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    cards = page.locator(".card")
    number = canned.canned().totals.cards
    assert cards.count() == number
    assert all(cards.nth(each).is_visible() for each in range(number))
    assert not page.locator("#filters").is_visible()
    assert not page.locator("button:visible").count()


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def test_filters_count_and_stand_in_the_address(opened: Opened) -> None:
    page = opened()
    assert shown(page) == "10 of 10 problems shown"
    page.get_by_label("New (2)").check()
    assert shown(page) == "2 of 10 problems shown"
    page.get_by_label("Owner").select_option("Housing")
    assert shown(page) == "1 of 10 problems shown"
    assert page.evaluate("location.hash") == "#state=new&owner=Housing"
    assert page.locator(".owner:visible").count() == 1
    page.get_by_role("button", name="Clear filters").click()
    assert shown(page) == "10 of 10 problems shown"
    assert page.evaluate("location.hash") == "#problems"


def test_a_filtered_view_can_be_sent_to_a_colleague(opened: Opened) -> None:
    page = opened("#owner=Housing&severity=untidy")
    assert shown(page) == "1 of 10 problems shown"
    assert page.get_by_label("Owner").input_value() == "Housing"
    assert page.evaluate("document.activeElement.id") == "problems"


def test_words_are_looked_for_in_quotation_title_and_address(opened: Opened) -> None:
    page = opened()
    for words, number in (("020 7946 095", 2), ("Grant 1", 5), ("council-tax/red", 1), ("no such words", 0)):
        page.get_by_label("Words on the page").fill(words)
        said = shown(page)
        assert said.startswith(f"{number} of" if number else "No problems match"), (words, said)


def test_the_numbers_on_top_filter_or_lead_there(opened: Opened) -> None:
    page = opened()
    page.locator(".numbers a", has_text="New").click()
    wait(page, "document.getElementById('shown').textContent.startsWith('2 of 10')")
    for words, place in (("Fixed", "fixed"), ("Accepted", "accepted"), ("Not checked", "unchecked")):
        page.locator(".numbers a", has_text=words).click()
        wait(page, f"document.activeElement.id === '{place}'")
    wait(page, "document.getElementById('shown').textContent.startsWith('10 of 10')")


@pytest.mark.parametrize("which", ["card", "closed"])
def test_an_address_with_a_problems_number_lands_on_it(opened: Opened, which: str) -> None:
    document = canned.canned()
    common = next(
        card for share in document.shares for group in share.groups for card in group.cards if len(card.entries) > 1
    )
    anchor = document.first[2].entry.anchor if which == "card" else common.entries[2].anchor
    page = opened(f"#p-{anchor}")
    assert page.evaluate("document.activeElement.id") == f"p-{anchor}"
    assert page.locator(f"#p-{anchor}").is_visible()


def listen(page: Page) -> None:
    """Note what would go to the clipboard: there is none without a screen."""
    page.evaluate(
        "() => { window.copied = []; navigator.clipboard.writeText = async (it) => { window.copied.push(it); } }"
    )


def test_what_should_stand_there_is_copied_and_said(opened: Opened) -> None:
    page = opened()
    listen(page)
    button = page.get_by_role("button", name="Copy “020 7946 0958”")
    button.click()
    wait(page, "window.copied.length")
    assert page.evaluate("window.copied") == ["020 7946 0958"]
    assert page.get_by_role("button", name="Copied").get_attribute("aria-live") == "polite"


def test_the_command_to_accept_is_copied(opened: Opened) -> None:
    page = opened()
    listen(page)
    gap = next(each for each in canned.canned().left if each.what == canned.BLOCKED)
    page.get_by_role("button", name=f"Copy to accept {gap.id}").click()
    wait(page, "window.copied.length")
    (words,) = page.evaluate("window.copied")
    assert words == f'checker accept {gap.id} --reason "why it is right" --by "your name" --until 2026-09-01'


def test_a_keyboard_gets_everywhere_and_the_focus_is_seen(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    wait(page, "document.activeElement.id === 'problems'")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter((each) => !each.disabled && each.checkVisibility({visibilityProperty: true})).length"
    )
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0)")
    seen: set[tuple[int, bool]] = set()
    page.focus(".skip")
    for _ in range(wanted + 5):
        seen.add(tuple(page.evaluate(FOCUSED)))
        page.keyboard.press("Tab")
    assert not [where for where, is_marked in seen if not is_marked]
    assert len(seen) >= wanted


def test_the_policy_allows_our_own_style_and_script_and_nothing_else(report: Path) -> None:
    words = report.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', words)
    assert policy
    rules = dict(each.split(" ", 1) for each in policy[1].replace("&#39;", "'").split("; "))
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        body = re.search(f"<{tag}>(.*?)</{tag}>", words, re.DOTALL)
        assert body
        assert rules[name] == f"'sha256-{base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()}'"
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'", "'none'", "'none'")
    assert not re.search(r"\sstyle=|\son\w+=", re.sub(r"<(style|script)>.*?</\1>", "", words, flags=re.DOTALL))


def test_a_hostile_page_runs_nothing(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(str(formats.render("html", canned.hostile(), Style())), encoding="utf-8", errors="strict")
    page = opened(file=path)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    page.get_by_role("button", name="Clear filters").count()
    assert alerts == []
    assert page.locator("img").count() == 0
    assert "gnp.exe" in page.locator(".card mark").first.inner_text()


def test_paper_has_no_controls_and_everything_open(opened: Opened) -> None:
    page = opened("#owner=Housing")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("button:visible, input:visible, select:visible").count()
    assert page.locator("details:not([open])").count() == 0
    assert "Filtered: Housing (3). 3 of 10 problems shown." in page.locator("#filtered").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_see_it_on_the_page_lands_on_the_marked_words(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    filler = "<p>Ring us on 020 7946 095 at any time.</p>" * 80
    path.write_text(
        f"<h1>Advice</h1>{filler}<h2>Who can help</h2><p id=here>Night shelter: 020 7946 095 before 8pm.</p>{filler}",
        encoding="utf-8",
    )
    address = next(each.shown_at for each in canned.canned().entries if each.problem.place == canned.NIGHT_SHELTER)
    page = opened(f"#{str(address).partition('#')[2]}", file=path, viewport=WIDE)
    wait(page, "scrollY > 0")
    place = page.locator("#here").bounding_box()
    assert place
    assert 0 < place["y"] < 800


def test_too_many_cards_for_one_file_become_one_file_an_owner(opened: Opened, tmp_path: Path) -> None:
    document = canned.many(2_010)
    written = formats.files("html", document, Style())
    assert list(written) == ["report.html", "report-nobody.html"]
    for name, words in written.items():
        (tmp_path / name).write_text(str(words), encoding="utf-8")
    index = opened(file=tmp_path / "report.html")
    assert index.locator(".card").count() == 0
    anchor = document.first[4].entry.anchor
    index.evaluate(f"location.hash = 'p-{anchor}'")
    wait(index, f"document.activeElement.id === 'p-{anchor}'")
    assert index.locator(f"#p-{anchor}").is_visible()
    index.locator("ol.first a").first.click()
    wait(index, "document.activeElement.className === 'card'")
    assert index.url.partition("#")[0].endswith("report-nobody.html")
    assert index.locator(".card").count() == 2_010


def test_the_front_door_lists_every_site_also_after_a_night_that_failed(opened: Opened, tmp_path: Path) -> None:
    rows = (
        Front(
            name="Example Council", link="example/latest/report.html", finished=canned.BEGUN, danger=1, wrong=7, new=2
        ),
        Front(name="Other Council", link="other/latest/report.html", finished=canned.BEGUN, complete=False, new=None),
        Front(name="<b>Third", link="third/latest/report.html", finished=canned.BEGUN, failed="Its sitemap was empty."),
        Front(name="Fourth", link=None, finished=None, failed="Its site file has a fault on line 3."),
    )
    path = tmp_path / "index.html"
    path.write_text(html.front(rows), encoding="utf-8")
    page = opened(file=path, viewport=PHONE)
    assert axe(page) == []
    assert page.locator("tbody tr").count() == 4
    assert "Its sitemap was empty. These are the results of the last check that did." in page.inner_text("table")
    assert "No site has been checked yet." in html.front(())
