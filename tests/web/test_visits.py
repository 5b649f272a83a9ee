"""The number of our own visit is no part of a page."""

from __future__ import annotations

import asyncio

import pytest

from checker.model.fetching import Fetched, Request
from checker.web.visits import forgetting

COOKIE = "#HttpOnly_www.example.gov.uk\tFALSE\t/kb5\tFALSE\t0\tJSESSIONID\t354ECF779FDB1B94.node1"
OURS, THEIRS = ";jsessionid=354ECF779FDB1B94.node1", ";jsessionid=608C0AF3B2D11E77"
HTML = ("content-type", "text/html; charset=utf-8")


def shown(body: str, *, cookies: tuple[str, ...] = (COOKIE,), kind: tuple[str, str] = HTML) -> str:
    url = "https://www.example.gov.uk/"

    async def fetch(_: Request) -> Fetched:
        return Fetched(url=url, final_url=url, status=200, headers=(kind,), body=body.encode(), cookies=cookies)

    return asyncio.run(forgetting(fetch)(Request(url=url))).body.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<a href="advice.page{OURS}?id=1">', '<a href="advice.page?id=1">'),
        (f'<a href="/a{OURS.replace("jsess", "JSESS")}">', '<a href="/a">'),
        # somebody has copied this one out of a browser
        (f'<a href="https://a.example/x.page{THEIRS}?id=1">', f'<a href="https://a.example/x.page{THEIRS}?id=1">'),
        ("<p>Nothing of the kind", "<p>Nothing of the kind"),
        ("<a href='/a;jsessionid='>", "<a href='/a;jsessionid='>"),
    ],
)
def test_only_our_own_number_is_taken_out(before: str, after: str) -> None:
    assert shown(before) == after


def test_without_a_cookie_nobody_knows_whose_number_it_is() -> None:
    assert shown(f"<a href='a{OURS}'>", cookies=()) == f"<a href='a{OURS}'>"


def test_what_is_no_page_is_left_byte_for_byte() -> None:
    assert shown(f"%PDF {OURS}", kind=("content-type", "application/pdf")) == f"%PDF {OURS}"
