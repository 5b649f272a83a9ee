"""GOV.UK as it is asked for pages: its search, and what its content interface says of each.

The host itself stands with the situations, which links lead to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from tests.world.model import Answer, Place
from tests.world.platforms._platform import Platform, as_json
from tests.world.shapes import document, html, leads, page

if TYPE_CHECKING:
    from tests.world.model import Asked, Reply

HOST = "www.gov.uk"
_ORGANISATION = "harbour-agency"
_KNOWN = frozenset({"q", "count", "start", "order", "fields", "filter_organisations", "filter_format"})
"""Any other parameter is refused, as the real one does."""
_GUIDE = "/children-with-special-needs"
_PARTS = ("overview", "support-at-school", "plans", "appeals")
_FURTHER = tuple(f"{_GUIDE}/{each}" for each in _PARTS[1:])
_PAPER = "/government/publications/school-transport-paper"
_ATTACHED = f"{_PAPER}/school-transport-paper-in-full"
_GUIDANCE = tuple(f"/guidance/harbour-matter-{number}" for number in range(7))
_WITHDRAWN, _GONE, _MOVED = "/guidance/harbour-rules-2015", "/guidance/harbour-fund", "/guidance/harbour-old-name"
_MANUAL = "/guidance/harbour-manual"
_SECTIONS = (f"{_MANUAL}/first-things", f"{_MANUAL}/money")


def _content(path: str, **more: object) -> dict[str, object]:
    return {
        "base_path": path,
        "document_type": "guidance",
        "schema_name": "detailed_guide",
        "title": _title(path),
        "public_updated_at": "2026-04-01T08:00:00.000+00:00",
        "withdrawn_notice": {},
        "details": {},
        **more,
    }


def _title(path: str) -> str:
    return path.rpartition("/")[2].replace("-", " ").capitalize()


_CONTENTS = {
    **{each: _content(each) for each in (*_GUIDANCE, *_SECTIONS)},
    _GUIDE: _content(_GUIDE, document_type="guide", details={"parts": [{"slug": each} for each in _PARTS]}),
    _PAPER: _content(
        _PAPER,
        document_type="policy_paper",
        details={
            "attachments": [
                {"attachment_type": "html", "url": _ATTACHED},
                {"attachment_type": "file", "url": "https://assets.publishing.service.gov.uk/media/1/paper.pdf"},
                {"attachment_type": "external", "url": "https://example.org.uk/paper"},
            ]
        },
    ),
    _WITHDRAWN: _content(_WITHDRAWN, withdrawn_notice={"withdrawn_at": "2024-03-03T10:00:00Z", "explanation": ""}),
    _MANUAL: _content(
        _MANUAL,
        document_type="manual",
        details={"child_section_groups": [{"child_sections": [{"base_path": each} for each in _SECTIONS]}]},
    ),
    _MOVED: _content(_MOVED, document_type="redirect", redirects=[{"path": _MOVED, "destination": _GUIDANCE[0]}]),
}
_FOUND = (*((each, "guidance") for each in (*_GUIDANCE, _WITHDRAWN)), (_GUIDE, "guide"), (_PAPER, "policy_paper"),
          (_MOVED, "guidance"), ("https://www.harbourshire.gov.uk/local-offer/", "recommended-link"))  # fmt: skip
"""What the search has: a link elsewhere, and one old name, among it. It knows nothing of the parts of a guide."""


def _search(asked: Asked) -> Answer:
    query = parse_qs(asked.query)
    if set(query) - _KNOWN:
        return as_json({"errors": ["Unexpected parameters"]}, status=422)
    found = _FOUND if query.get("filter_organisations") == [_ORGANISATION] else ()
    start, size = int(query.get("start", ["0"])[0]), min(int(query.get("count", ["10"])[0]), 1500)
    rows = [
        {"link": path, "format": kind, "public_timestamp": "2026-04-01T08:00:00Z"}
        for path, kind in found[start : start + size]
    ]
    return as_json({"results": rows, "total": len(found), "start": start, "suggested_queries": []})


def serve(asked: Asked) -> Answer:
    if asked.path == "/api/search.json":
        return _search(asked)
    path = asked.path.removeprefix("/api/content")
    if path == _GONE:
        gone = as_json(_content(_GONE, document_type="gone"), status=410)
        return gone if path != asked.path else page("The page has been removed", "The fund closed.", status=410)
    if path != asked.path:
        if path in _FURTHER:
            return leads(f"/api/content{_GUIDE}", 303)
        known = _CONTENTS.get(path)
        return as_json(known) if known else as_json({"errors": {"status": "404 error"}}, status=404)
    return _page(path)


def _page(path: str) -> Answer:
    moved: dict[str, Reply] = {_MOVED: leads(_GUIDANCE[0], 301), f"{_GUIDE}/{_PARTS[0]}": leads(_GUIDE, 302)}
    answer = moved.get(path)
    if isinstance(answer, Answer):
        return answer
    if path not in {*_CONTENTS, *_FURTHER, _ATTACHED, f"/government/organisations/{_ORGANISATION}"}:
        return page("Page not found", "Check the address.", status=404)
    notice = "<section><h2>This guidance was withdrawn on 3 March 2024</h2></section>" if path == _WITHDRAWN else ""
    words = f"What the agency says about {_title(path).lower()}."
    return html(document(_title(path), *filter(None, (notice, words))))


def _ours(*paths: str) -> frozenset[str]:
    return frozenset(f"https://{HOST}{path}" for path in paths)


_PATHS = ", ".join(f'"{each}"' for each in (_GUIDE, _MANUAL, _PAPER, _WITHDRAWN, _GONE, _MOVED))

PLATFORMS = (
    Platform(
        key="govuk-paths",
        name="Guides on GOV.UK",
        place=Place(),
        start=f"https://{HOST}/",
        find=f'[[find]]\nkind = "govuk"\npaths = [{_PATHS}]',
        pages=_ours(_GUIDE, *_FURTHER, _MANUAL, *_SECTIONS, _PAPER, _ATTACHED, _WITHDRAWN, _GUIDANCE[0]),
    ),
    Platform(
        key="govuk-guide",
        name="One guide on GOV.UK",
        place=Place(),
        start=f"https://{HOST}{_GUIDE}",
        find=f'[[find]]\nkind = "govuk"\npaths = ["{_GUIDE}"]',
        pages=_ours(_GUIDE, *_FURTHER),
        entrance=f"https://{HOST}{_GUIDE}/plans",
    ),
    Platform(
        key="govuk-agency",
        name="What the agency has on GOV.UK",
        place=Place(),
        start=f"https://{HOST}/",
        find=f'[[find]]\nkind = "govuk"\norganisations = ["{_ORGANISATION}"]',
        pages=_ours(*_GUIDANCE, _WITHDRAWN, _GUIDE, *_FURTHER, _PAPER),
        entrance=f"https://{HOST}/government/organisations/{_ORGANISATION}",
    ),
)
