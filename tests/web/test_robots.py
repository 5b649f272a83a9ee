from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checker.model.fetching import Failure, Fetched, Limits, Request, RobotsPolicy
from checker.web.client import Client
from checker.web.robots import Robots, Rules, robots_limits
from tests.web.servers import answer, site
from tests.web.test_client import options

HOST = "http://www.example.gov.uk"
CLOSED = "User-agent: *\nDisallow: /private/\n"


class Web:
    """Answers robots.txt as told, everything else with 200, and counts."""

    def __init__(self, robots: dict[str, object]) -> None:
        self.robots, self.asked = robots, []

    async def __call__(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        plain = Fetched(url=request.url, final_url=request.url, status=200, address="127.0.0.1")
        return replace(plain, **self.robots) if request.url.endswith("/robots.txt") else plain


def asked(
    web: Web, *paths: str, policy: RobotsPolicy = RobotsPolicy.ALWAYS
) -> tuple[list[Fetched], list[tuple[str, float]]]:
    delays: list[tuple[str, float]] = []

    async def ask() -> list[Fetched]:
        robots = Robots(
            web,
            limits=robots_limits(Limits()),
            policy_of=lambda _: policy,
            delay=lambda host, seconds: delays.append((host, seconds)),
        )
        fetch = robots.obeying(web)
        return [await fetch(Request(url=HOST + path)) for path in paths]

    return asyncio.run(ask()), delays


def test_what_robots_txt_closes_is_not_asked() -> None:
    web = Web({"body": CLOSED.encode()})
    answers, _ = asked(web, "/private/page", "/public")
    assert [each.failure for each in answers] == [Failure.ROBOTS, None]
    assert web.asked == [f"{HOST}/robots.txt", f"{HOST}/public"]


@pytest.mark.parametrize(
    ("policy", "path", "why"),
    [
        (RobotsPolicy.MANY, "/private/page", "robots.txt asks us to leave this address alone"),
        (RobotsPolicy.MANY, "/public", ""),
        (RobotsPolicy.NEVER, "/private/page", ""),
    ],
)
def test_what_it_closes_is_told_however_few_addresses_are_asked(policy: RobotsPolicy, path: str, why: str) -> None:
    web = Web({"body": CLOSED.encode()})

    async def ask() -> str:
        robots = Robots(web, limits=robots_limits(Limits()), policy_of=lambda _: policy, delay=lambda *_: None)
        return await robots.refusal(HOST + path)

    assert asyncio.run(ask()) == why


def test_rules_for_us_by_name_win_over_those_for_all() -> None:
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: content-checker\nAllow: /\n"
    assert asked(Web({"body": text}), "/a")[0][0].failure is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 301])
def test_no_robots_txt_means_no_rules(status: int) -> None:
    assert asked(Web({"status": status, "body": b"User-agent: *\nDisallow: /"}), "/a")[0][0].failure is None


@pytest.mark.parametrize("status", [500, 503, 599, 408, 429])
def test_a_robots_txt_that_cannot_be_read_closes_everything(status: int) -> None:
    web = Web({"status": status})
    answers, _ = asked(web, "/a", "/b")
    assert [each.failure for each in answers] == [Failure.ROBOTS] * 2
    assert str(status) in answers[0].detail
    assert len(web.asked) == 1


class Hesitant(Web):
    """Does not answer the first time."""

    async def __call__(self, request: Request) -> Fetched:
        answer = await super().__call__(request)
        first = request.url.endswith("/robots.txt") and self.asked.count(request.url) == 1
        return replace(answer, status=None, failure=Failure.TIMEOUT, body=b"") if first else answer


def test_a_robots_txt_that_did_not_come_is_asked_for_once_more() -> None:
    web = Hesitant({"body": CLOSED.encode()})
    answers, _ = asked(web, "/open", "/private/1")
    assert [each.failure for each in answers] == [None, Failure.ROBOTS]
    assert web.asked.count(f"{HOST}/robots.txt") == 2


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.RESET])
def test_a_server_that_is_there_and_does_not_answer_closes_everything(failure: Failure) -> None:
    assert asked(Web({"status": None, "failure": failure}), "/a")[0][0].failure is Failure.ROBOTS


@pytest.mark.parametrize("failure", [Failure.NO_NAME, Failure.REFUSED, Failure.CERTIFICATE, Failure.GIVEN_UP])
def test_where_nothing_gets_through_the_page_itself_says_why(failure: Failure) -> None:
    web = Web({"status": None, "failure": failure, "address": ""})
    asked(web, "/a")
    assert web.asked[-1] == f"{HOST}/a"


def test_a_host_of_few_addresses_is_not_asked_for_its_rules() -> None:
    web = Web({"body": b"User-agent: *\nDisallow: /"})
    answers, _ = asked(web, *"/1 /2 /3 /4 /5 /5 /6 /7".split(), policy=RobotsPolicy.MANY)
    assert [each.failure for each in answers] == [None] * 6 + [Failure.ROBOTS] * 2


def test_a_host_announced_to_have_many_is_asked_from_the_first() -> None:
    web = Web({"body": b"User-agent: *\nDisallow: /"})

    async def ask() -> Fetched:
        robots = Robots(web, limits=Limits(), policy_of=lambda _: RobotsPolicy.MANY, delay=lambda *_: None)
        robots.announce(f"{HOST}/{number}" for number in range(6))
        return await robots.obeying(web)(Request(url=f"{HOST}/0"))

    assert asyncio.run(ask()).failure is Failure.ROBOTS


def test_never_is_never() -> None:
    web = Web({"body": b"User-agent: *\nDisallow: /"})
    answers, _ = asked(web, *(f"/{number}" for number in range(9)), policy=RobotsPolicy.NEVER)
    assert {each.failure for each in answers} == {None}


def test_crawl_delay_is_passed_on() -> None:
    text = b"User-agent: *\nCrawl-delay: 2.5\n"
    assert asked(Web({"body": text}), "/a", "/b")[1] == [("www.example.gov.uk", 2.5)]


def test_a_file_without_end_is_read_up_to_its_last_whole_line() -> None:
    text = b"User-agent: *\nDisallow: /private/\nDisallow: /pub"
    answers, _ = asked(Web({"body": text, "failure": Failure.CUT}), "/public", "/private/a")
    assert [each.failure for each in answers] == [None, Failure.ROBOTS]


def test_five_redirects_of_robots_txt_are_followed() -> None:
    async def ask() -> Fetched:
        pages = {f"/{number}": answer("302 Found", f"Location: /{number + 1}") for number in range(1, 5)}
        pages |= {"/robots.txt": answer("302 Found", "Location: /1"), "/5": answer("200 OK", body=CLOSED.encode())}
        async with site(pages) as port:
            limits = Limits(redirects=1)
            async with Client(options(robots=RobotsPolicy.ALWAYS, limits=limits)) as client:
                return await client.fetch(Request(url=f"http://127.0.0.1:{port}/private/"))

    assert asyncio.run(ask()).failure is Failure.ROBOTS


def test_a_redirect_is_bound_by_the_rules_of_where_it_leads() -> None:
    async def ask() -> Fetched:
        closed = {"/robots.txt": answer("200 OK", body=CLOSED.encode()), "/private/": answer("200 OK")}
        async with site(closed, host="127.0.0.2") as there:
            away = {"/": answer("302 Found", f"Location: http://127.0.0.2:{there}/private/")}
            async with site(away) as port, Client(options(robots=RobotsPolicy.ALWAYS)) as client:
                return await client.fetch(Request(url=f"http://127.0.0.1:{port}/"))

    found = asyncio.run(ask())
    assert (found.failure, len(found.redirects)) == (Failure.ROBOTS, 1)


def test_sitemaps_are_given_to_who_asks() -> None:
    async def ask() -> tuple[str, ...]:
        text = b"Sitemap: https://www.example.gov.uk/sitemap.xml\nUser-agent: *\nDisallow: /\nSitemap: /two.xml\n"
        async with site({"/robots.txt": answer("200 OK", body=text)}) as port, Client(options()) as client:
            return await client.sitemaps(f"http://127.0.0.1:{port}/any")

    assert asyncio.run(ask()) == ("https://www.example.gov.uk/sitemap.xml", "/two.xml")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    web = Web({"body": b"User-agent: *\nDisallow: /" + b"*a" * 500 + b"$\n"})
    assert asked(web, "/" + "a" * 5000 + "b")[0][0].failure is None


HERE = Path(__file__).parents
CORPUS = next((each / "shared/corpora/robots" for each in HERE if (each / "shared/corpora").is_dir()), None)


def rows(name: str) -> list[dict[str, Any]]:
    if CORPUS is None:
        pytest.skip("the corpora are not beside this copy")
    return [json.loads(line) for line in (CORPUS / name).read_text().splitlines()]


def test_the_decisions_of_the_corpus() -> None:
    cases = [row for row in rows("dev.jsonl") if not row["google_specific"]]
    right = [Rules(row["robots"], token=row["agent"]).allows(row["url"]) == row["allowed"] for row in cases]
    assert len(cases) > 150
    assert sum(right) / len(right) >= 0.97


def test_the_delays_and_sitemaps_of_the_corpus() -> None:
    for row in rows("extras.dev.jsonl"):
        rules = Rules(row["robots"], token=row["agent"] or "*")
        found = rules.delay if row["what"] == "crawl_delay" else list(rules.sitemaps)
        assert found == row["expected"], row["key"]


def test_real_files_are_read() -> None:
    for row in rows("real.dev.jsonl"):
        assert CORPUS is not None
        text = (CORPUS / row["file"]).read_bytes().decode("utf-8-sig", "replace")
        assert Rules(text).allows("https://www.example.gov.uk/robots.txt")
