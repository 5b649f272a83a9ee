"""Finds pages of GOV.UK: what an organisation published, and the parts of guides and manuals.

The search and content interfaces are open. Sources: docs.publishing.service.gov.uk, "Using the search API";
content-api.publishing.service.gov.uk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from msgspec import Meta, Raw, Struct, field

from checker.finders import _json
from checker.finders._addresses import origin, plain
from checker.finders._markup import day_of
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask
    from checker.model.sites import Site

_A_PAGE = 500
_GONE = 410
_OF_PARTS = frozenset({"guide", "travel_advice", "travel-advice", "manual", "hmrc_manual"})
"""Formats with pages of their own that the search does not list."""


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """Pages of GOV.UK, by who published them or by their paths."""

    organisations: Annotated[
        list[str], Meta(description="Organisations as their addresses name them, like department-for-education.")
    ] = field(default_factory=list)
    formats: Annotated[list[str], Meta(description="Types of document, like guidance. Without them: all.")] = field(
        default_factory=list
    )
    paths: Annotated[
        list[str],
        Meta(description="Paths of pages, guides and manuals, like /special-educational-needs."),
    ] = field(default_factory=list)


class _Result(Struct):
    link: str
    format: str = ""
    public_timestamp: str | None = None


class _Results(Struct):
    results: list[Raw] = field(default_factory=list)
    total: int = 0


class _Part(Struct):
    slug: str = ""


class _Section(Struct):
    base_path: str = ""


class _Group(Struct):
    child_sections: list[_Section] = field(default_factory=list)


class _Attachment(Struct):
    attachment_type: str = ""
    url: str = ""


class _Details(Struct):
    parts: list[_Part] = field(default_factory=list)
    child_section_groups: list[_Group] = field(default_factory=list)
    attachments: list[_Attachment] = field(default_factory=list)


class _Content(Struct):
    base_path: str
    public_updated_at: str | None = None
    details: _Details = field(default_factory=_Details)


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield what was published, and what was named with its parts."""
    whole = origin(site.start)
    for path in options.paths:
        async for each in _content(whole, path, ask):
            yield each
    if options.organisations or options.formats:
        async for found in _published(whole, options, ask):
            yield found
    elif not options.paths:
        why = "Nothing was searched for. Write organisations, formats or paths in [[find]]."
        yield Unchecked(what=whole, why=why, stage="find")


async def _content(whole: str, path: str, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield a page with the parts of a guide, the sections of a manual, or the papers attached to it as pages."""
    asked = f"{whole}/api/content/{quote(path.lstrip('/'), safe='/-._~')}"
    got = await _json.read(asked, _Content, ask)
    if isinstance(got, _json.Unread):
        removed = f"GOV.UK has removed the page {path}." if got.status == _GONE else got.why
        yield Unchecked(what=asked, why=removed, stage="find")
        return
    page = got[0]
    changed = day_of(page.public_updated_at or "")
    # the first part is the page itself
    parts = [f"{page.base_path}/{part.slug}" for part in page.details.parts[1:] if part.slug]
    sections = [each.base_path for group in page.details.child_section_groups for each in group.child_sections]
    papers = [each.url for each in page.details.attachments if each.attachment_type == "html"]
    paths = [page.base_path, *parts, *(each for each in (*sections, *papers) if each.startswith("/"))]
    for each in paths:
        yield PageRef(url=whole + each, found_by="govuk", changed=changed)
    yield Looked(where=f"the page {whole}{page.base_path}", address=whole + page.base_path, listed=len(paths))


async def _published(whole: str, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    asked = f"{whole}/api/search.json?count={_A_PAGE}&order=public_timestamp"
    asked += "".join(f"&fields={each}" for each in ("link", "format", "public_timestamp"))
    asked += "".join(f"&filter_organisations={quote(each, safe='')}" for each in options.organisations)
    asked += "".join(f"&filter_format={quote(each, safe='')}" for each in options.formats)
    listed = 0
    for page in range(_json.PAGES):
        address = f"{asked}&start={page * _A_PAGE}"
        got = await _json.read(address, _Results, ask)
        if isinstance(got, _json.Unread):
            yield Unchecked(what=address, why=got.why, stage="find")
            break
        for result in _json.each(got[0].results, _Result):
            listed += 1
            url = plain(result.link, f"{whole}/") or result.link
            if result.format in _OF_PARTS and result.link.startswith("/"):
                async for each in _content(whole, result.link, ask):
                    yield each
                continue
            yield PageRef(url=url, found_by="govuk", changed=day_of(result.public_timestamp or ""))
        if not got[0].results or (page + 1) * _A_PAGE >= got[0].total:
            break
    yield Looked(where=f"the search of {whole}/", address=asked, listed=listed)
