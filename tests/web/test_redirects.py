from __future__ import annotations

import asyncio

import pytest

from checker.model.fetching import Failure, Fetched, Limits, Remembered, Request
from checker.web.redirects import following

START = "https://www.example.gov.uk/start"


class Web:
    """Leads on as told, and notes how it was asked."""

    def __init__(self, leads: dict[str, str], *, status: int = 302, cookies: tuple[str, ...] = ()) -> None:
        self.leads, self.status, self.cookies = leads, status, cookies
        self.asked: list[Request] = []

    async def __call__(self, request: Request) -> Fetched:
        self.asked.append(request)
        onward = self.leads.get(request.url)
        if onward is None:
            return Fetched(url=request.url, final_url=request.url, status=200)
        location = onward.encode().decode("latin-1")
        headers = (("location", location),)
        return Fetched(
            url=request.url, final_url=request.url, status=self.status, headers=headers, cookies=self.cookies
        )


def followed(web: Web, **more: object) -> Fetched:
    return asyncio.run(following(web)(Request(url=START, **more)))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_hop_leaves_its_trace(status: int) -> None:
    web = Web({START: "/two", "https://www.example.gov.uk/two": "https://other.example/end"}, status=status)
    found = followed(web)
    assert (found.url, found.final_url, found.status) == (START, "https://other.example/end", 200)
    assert [(hop.url, hop.status) for hop in found.redirects] == [
        (START, status),
        ("https://www.example.gov.uk/two", status),
    ]


@pytest.mark.parametrize("status", [300, 304, 305, 200, 404])
def test_other_statuses_lead_nowhere(status: int) -> None:
    web = Web({START: "/two"}, status=status)
    assert followed(web).status == status
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    "onward", ["", "http://[", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "https://"]
)
def test_a_location_no_browser_would_follow_is_not(onward: str) -> None:
    web = Web({START: onward})
    assert followed(web).status == 302
    assert len(web.asked) == 1


def test_a_location_in_utf_8_is_read_as_browsers_read_it() -> None:
    web = Web({START: "/café"})
    assert followed(web).final_url == "https://www.example.gov.uk/caf%C3%A9"


def test_a_loop_is_named() -> None:
    web = Web({START: "/two", "https://www.example.gov.uk/two": "/start"})
    found = followed(web)
    assert found.failure is Failure.LOOP
    assert len(web.asked) <= 4


def test_a_chain_without_end_is_left_at_the_limit() -> None:
    web = Web({f"https://www.example.gov.uk/{n}": f"/{n + 1}" for n in range(50)} | {START: "/0"})
    found = followed(web, limits=Limits(redirects=4))
    assert (found.failure, len(found.redirects), len(web.asked)) == (Failure.TOO_MANY_REDIRECTS, 4, 5)


def test_a_site_that_sets_a_cookie_and_leads_to_itself_is_no_loop() -> None:
    class Careful(Web):
        async def __call__(self, request: Request) -> Fetched:
            if request.cookies:
                self.leads = {}
            return await super().__call__(request)

    assert followed(Careful({START: START}, cookies=("one",))).status == 200


def test_credentials_stay_with_the_origin_they_were_given_for() -> None:
    web = Web({START: "/two", "https://www.example.gov.uk/two": "http://www.example.gov.uk/three"})
    followed(web, headers=(("Authorization", "Basic c2VjcmV0"), ("Accept-Language", "en-GB")))
    names = [[name for name, _ in request.headers] for request in web.asked]
    assert names == [["Authorization", "Accept-Language"], ["Authorization", "Accept-Language"], ["Accept-Language"]]


def test_what_is_remembered_of_one_address_is_not_asked_of_another() -> None:
    web = Web({START: "/two"})
    followed(web, headers=(("If-None-Match", '"a1"'),), known=Remembered(etag='"a1"'))
    assert web.asked[1].headers == ()
    assert web.asked[1].known is None
