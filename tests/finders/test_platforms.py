"""Platforms that tell what they hold: WordPress, Drupal, GOV.UK, Open Referral UK, feeds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.finders.asking import Search, a_site, raw, served

WP = "/wp-json/wp/v2"


def as_json(said: object, *headers: str) -> bytes:
    return raw(json.dumps(said).encode(), "Content-Type: application/json", *headers)


def found(kind: str, pages: dict[str, bytes], asked: list[str] | None = None, /, **options: Any) -> Search:
    def site(here: str) -> Any:
        ready = {name: here + each if name == "feed" else each for name, each in options.items()}
        return a_site(f"{here}/", {"kind": kind, **ready})

    return served(site, pages, asked)


def a_sitemap(path: str) -> bytes:
    return raw(f"<urlset><url><loc>{{HERE}}{path}</loc></url></urlset>".encode())


def a_wordpress() -> dict[str, bytes]:
    def query(page: int) -> str:
        return f"?per_page=100&page={page}&_fields=link,modified_gmt"

    many = [{"link": f"{{HERE}}/page-{number}/", "modified_gmt": "2026-03-01T10:00:00"} for number in range(100)]
    return {
        f"{WP}/types": as_json(
            {
                "page": {"rest_base": "pages", "rest_namespace": "wp/v2"},
                "service": {"rest_base": "services"},
                "secret": {"rest_base": "secrets"},
                "attachment": {"rest_base": "media"},
                "wp_block": {"rest_base": "blocks"},
            }
        ),
        f"{WP}/pages{query(1)}": as_json(many, "X-WP-TotalPages: 2"),
        f"{WP}/pages{query(2)}": as_json([{"link": "{HERE}/last/"}, {"no": "link"}], "X-WP-TotalPages: 2"),
        f"{WP}/services{query(1)}": as_json([{"link": "{HERE}/services/one/", "modified_gmt": None}]),
    }


def test_wordpress_tells_every_public_page_of_every_type() -> None:
    asked: list[str] = []
    search = found("wordpress", a_wordpress(), asked)
    assert search.paths() == [*(f"/page-{number}/" for number in range(100)), "/last/", "/services/one/"]
    assert search.pages[0].changed == "2026-03-01"
    assert search.unchecked == []
    assert not [each for each in asked if "media" in each or "blocks" in each]


def test_wordpress_may_be_asked_for_some_types_only() -> None:
    assert found("wordpress", a_wordpress(), types=["service"]).paths() == ["/services/one/"]


@pytest.mark.parametrize("answer", [b"", raw(b"<html>"), as_json([1, 2]), raw(b"[" * 100_000)])
def test_wordpress_that_tells_nothing_is_read_by_its_sitemap(answer: bytes) -> None:
    pages = {"/wp-sitemap.xml": a_sitemap("/a")} | ({f"{WP}/types": answer} if answer else {})
    search = found("wordpress", pages)
    assert search.paths() == ["/a"]
    assert search.unchecked == []


def test_wordpress_without_fine_addresses_is_asked_by_its_query() -> None:
    query = "&per_page=100&page=1&_fields=link,modified_gmt"
    pages = {
        "/?rest_route=/wp/v2/types": as_json({"page": {"rest_base": "pages"}}),
        f"/?rest_route=/wp/v2/pages{query}": as_json([{"link": "{HERE}/?page_id=7"}], "X-WP-TotalPages: 1"),
    }
    assert found("wordpress", pages).paths() == ["/?page_id=7"]


def test_wordpress_lists_in_its_sitemap_what_rest_does_not_know() -> None:
    index = "".join(
        f"<sitemap><loc>{{HERE}}/wp-sitemap-{each}-1.xml</loc></sitemap>" for each in ("posts-club", "users")
    )
    pages = a_wordpress() | {
        "/wp-sitemap.xml": raw(f"<sitemapindex>{index}</sitemapindex>".encode()),
        "/wp-sitemap-posts-club-1.xml": a_sitemap("/clubs/chess/"),
        "/wp-sitemap-users-1.xml": a_sitemap("/author/me/"),
    }
    assert found("wordpress", pages).paths()[-2:] == ["/services/one/", "/clubs/chess/"]


def test_drafts_that_drupal_shows_to_editors_are_no_pages() -> None:
    fields = "fields[node--page]=path,changed,drupal_internal__nid,status"
    draft = {"attributes": {"path": {"alias": "/draft"}, "status": False}}
    pages = {
        "/jsonapi": as_json({"links": {"node--page": {"href": "x"}}}),
        f"/jsonapi/node/page?{fields}&page[limit]=50": as_json({"data": [draft]}),
        "/sitemap.xml": a_sitemap("/a"),
    }
    assert found("drupal", pages).paths() == ["/a"]


def test_a_site_that_is_no_wordpress_is_said() -> None:
    assert "listed no pages we may check. No address was found there." in found("wordpress", {}).said()


def test_drupal_tells_every_page_of_every_type() -> None:
    fields = "fields[node--page]=path,changed,drupal_internal__nid,status"
    first = f"/jsonapi/node/page?{fields}&page[limit]=50"
    pages = {
        "/jsonapi": as_json({"links": {"node--page": {"href": "x"}, "node--closed": {"href": "x"}, "user--user": {}}}),
        first: as_json(
            {
                "data": [
                    {"attributes": {"path": {"alias": "/rent"}, "changed": "2026-03-01T10:00:00+00:00"}},
                    {"attributes": {"path": {"alias": None}, "drupal_internal__nid": 7}},
                    {"nonsense": 1},
                ],
                "links": {"next": {"href": "{HERE}/jsonapi/node/page?page=2"}},
            }
        ),
        "/jsonapi/node/page?page=2": as_json(
            {"data": [{"attributes": {"path": {"alias": "/bins"}}}], "links": {"next": {"href": "{HERE}" + first}}}
        ),
    }
    search = found("drupal", pages)
    assert search.paths() == ["/rent", "/node/7", "/bins"]
    assert search.pages[0].changed == "2026-03-01"
    assert search.unchecked == []


def test_drupal_that_names_another_host_is_not_followed_there() -> None:
    fields = "fields[node--page]=path,changed,drupal_internal__nid,status"
    record = {"attributes": {"path": {"alias": "/rent"}}}
    pages = {
        "/jsonapi": as_json({"links": {"node--page": {"href": "x"}}}),
        f"/jsonapi/node/page?{fields}&page[limit]=50": as_json(
            {"data": [record], "links": {"next": {"href": "http://127.0.0.2:1/jsonapi"}}}
        ),
    }
    search = found("drupal", pages)
    assert search.paths() == ["/rent"]
    assert search.unchecked == []


def test_a_drupal_that_is_closed_is_read_by_its_sitemap() -> None:
    assert found("drupal", {"/sitemap.xml": a_sitemap("/a")}).paths() == ["/a"]


def test_govuk_tells_what_an_organisation_published_and_the_parts_of_a_guide() -> None:
    search_path = (
        "/api/search.json?count=500&order=public_timestamp&fields=link&fields=format&fields=public_timestamp"
        "&filter_organisations=department-for-education&start={}"
    )
    pages = {
        search_path.format(0): as_json(
            {
                "total": 501,
                "results": [{"link": f"/p{n}", "public_timestamp": "2026-03-01T09:00:00Z"} for n in range(500)],
            }
        ),
        search_path.format(500): as_json({"total": 501, "results": [{"link": "https://elsewhere.example/x"}, {}]}),
        "/api/content/guide": as_json(
            {
                "base_path": "/guide",
                "public_updated_at": "2026-02-01T00:00:00Z",
                "details": {"parts": [{"slug": "first"}, {"slug": "one"}]},
            }
        ),
        "/api/content/manual": as_json(
            {
                "base_path": "/manual",
                "details": {"child_section_groups": [{"child_sections": [{"base_path": "/manual/s"}]}]},
            }
        ),
    }
    found_there = found("govuk", pages, organisations=["department-for-education"], paths=["/guide", "manual", "/no"])
    assert found_there.paths()[:4] == ["/guide", "/guide/one", "/manual", "/manual/s"]
    assert len(found_there.pages) == 504
    assert (found_there.pages[0].changed, found_there.pages[-1].changed) == ("2026-02-01", "2026-03-01")
    assert found_there.said() == "This could not be read: the answer was 404."


def test_govuk_is_not_searched_for_everything() -> None:
    assert "Write organisations, formats or paths in [[find]]." in found("govuk", {}).said()


def a_feed() -> dict[str, bytes]:
    return {
        "/o/services?page=1": as_json(
            {
                "total_pages": 2,
                "contents": [
                    {"id": "a1", "name": "Play <b>club</b>", "status": "active", "assured_date": "2026-03-01"},
                    {"id": "old", "name": "Gone", "status": "defunct"},
                    {"name": "no id"},
                ],
            }
        ),
        "/o/services?page=2": as_json(
            {
                "total_pages": 2,
                "contents": [
                    {"id": 2, "phones": [{"number": "020 7946 0958", "description": "office"}], "organization": None}
                ],
            }
        ),
        "/o/services/a1": as_json(
            {
                "id": "a1",
                "name": "Play <b>club</b>",
                "contacts": [
                    {"name": "Front desk", "email": "play@example.org", "phones": [{"number": "020 7946 0701"}]}
                ],
            }
        ),
    }


def test_a_feed_of_services_is_checked_as_data() -> None:
    search = found("open_referral", a_feed(), feed="/o")
    assert search.paths() == ["/o/services/a1", "/o/services/2"]
    first, second = (each.body.decode() for each in search.pages if each.body)
    assert "<h1>Play &lt;b&gt;club&lt;/b&gt;</h1>" in first
    assert "Telephone: 020 7946 0701" in first
    assert 'href="mailto:play@example.org"' in first
    assert "Telephone: 020 7946 0958 (office)" in second
    assert [each.reviewed for each in search.pages] == ["2026-03-01", None]
    assert search.said() == "1 record of the feed could not be read: they are not as Open Referral UK has them."


def test_services_with_pages_of_their_own_are_checked_there() -> None:
    asked: list[str] = []
    pages = a_feed() | {"/list.csv": raw(b"")}

    def site(here: str) -> Any:
        ways = {"kind": "open_referral", "feed": f"{here}/o/services/", "page": f"{here}/service?id={{id}}"}
        return a_site(f"{here}/", ways)

    search = served(site, pages, asked)
    assert search.paths() == ["/service?id=a1", "/o/services/a1", "/service?id=2", "/o/services/2"]
    assert len(asked) == 3

    def only_pages(here: str) -> Any:
        return a_site(
            f"{here}/", *({"records": False, **each.options, "kind": each.kind} for each in site(here).finders)
        )

    assert served(only_pages, pages).paths() == ["/service?id=a1", "/service?id=2"]


def test_a_service_whose_own_page_is_the_sites_is_checked_there_too() -> None:
    record = {"phones": [{"number": "020 7946 0958"}]}
    pages = {
        "/o/services?page=1": as_json(
            {
                "contents": [
                    {"id": "1", "url": "{HERE}/places/one", **record},
                    {"id": "2", "url": "https://www.example.org/two", **record},
                    {"id": "3"},
                ]
            }
        ),
        "/o/services?page=2": as_json({"contents": [{"id": "4", **record}]}),
        "/o/services?page=3": as_json({"contents": []}),
        "/o/services/3": as_json({"id": "3", "status": "defunct"}),
    }
    search = found("open_referral", pages, feed="/o")
    assert search.paths() == ["/places/one", "/o/services/1", "/o/services/2", "/o/services/4"]


def test_a_feed_that_says_the_same_for_ever_comes_to_an_end() -> None:
    same = as_json({"contents": [{"id": "1", "phones": [{"number": "020 7946 0958"}]}]})
    asked: list[str] = []
    found("open_referral", {f"/o/services?page={number}": same for number in range(1, 9)}, asked, feed="/o")
    assert len(asked) == 2


def test_a_feed_of_news() -> None:
    item = "<item><link>{HERE}/n1</link><pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>"
    body = f"<rss><channel>{item}</channel></rss>"
    search = found("feed", {"/rss": raw(body.encode())}, address=["/rss"])
    assert [(path, page.changed, page.found_by) for path, page in zip(search.paths(), search.pages, strict=True)] == [
        ("/n1", "2026-03-02", "feed")
    ]
    assert found("feed", {}, address=["/rss"]).said() == "The feed could not be read: the answer was 404."
