"""A site that keeps documents at addresses which do not say so, as content systems make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.readers.documents import line, paragraph, pdf, word
from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, furnished, sitemap
from tests.world.shapes import document, html, leads, lost

if TYPE_CHECKING:
    from tests.world.model import Asked

HOST, ASSETS = "www.ropewalk.gov.uk", "assets.ropewalk-files.org.uk"
_ORIGIN = f"https://{HOST}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPLIT = "0208 441 1355"
"""A number that is split in the wrong place, on the second page of the leaflet, and in the plan."""
LEAFLET, PLAN, FORM = "/media/123/download", "/kb5/ropewalk/files/download?id=77", "/downloads/file/12/form"
GUIDE, ERROR = "/sites/default/files/2026/guide.pdf", "/files/fees.pdf"
LONG = "/downloads/file/13/minutes"
"""Longer than what a link is looked at for."""
GONE = "/documents/s77/"
_LINKS = (
    (LEAFLET, "Leaflet"),
    (PLAN, "Plan"),
    (FORM, "Form"),
    (LONG, "Minutes of the year"),
    ("/media/300/download", "Guide"),
    (GUIDE, "Guide once more"),
    (ERROR, "Fees"),
    (GONE, "Minutes"),
    ("/media/200/download", "How to get our documents"),
    ("/media/400/download", "Map"),
    ("/media/500/photo", "Photograph"),
    (f"https://{ASSETS}/media/9/download", "Somebody else's leaflet"),
)


def _file(body: bytes, kind: str, *disposition: str) -> Answer:
    named = tuple(("Content-Disposition", each) for each in disposition)
    return Answer(headers=(("Content-Type", kind), *named), body=body)


_LEAFLET = pdf(line("Short breaks in Ropewalk", at=700), line(f"Ring {SPLIT} today", at=700))
_GUIDE = pdf(line("A guide to plans and reviews", at=700))
_FILES = {
    LEAFLET: _file(_LEAFLET, "application/pdf", 'inline; filename="leaflet.pdf"'),
    PLAN: _file(
        word(paragraph(f"The plan for next year. Ring {SPLIT}.")),
        "application/octet-stream",
        "attachment; filename*=UTF-8''our%20plan.docx",
    ),
    FORM: _file(word(paragraph("The form to ask for a place.")), _WORD),
    LONG: _file(pdf(line("Minutes of the year", at=700), extra=f"\n% {'x' * 600_000}\n"), "application/pdf"),
    GUIDE: _file(_GUIDE, "application/pdf"),
    ERROR: html(document("Something went wrong", "Our documents are away. Come back later.")),
    "/media/200/download": html(document("How to get our documents", "Ask at the desk, and bring a bag.")),
    "/media/300/download": leads(GUIDE, 302),
    "/media/400/download": leads(f"https://{ASSETS}/map.pdf", 302),
    "/media/500/photo": _file(b"\xff\xd8\xff\xe0", "image/jpeg"),
}


def _serve(asked: Asked) -> Answer:
    if asked.path == "/sitemap.xml":
        return sitemap(f"{_ORIGIN}/", f"{_ORIGIN}/leaflets")
    if asked.path == "/leaflets":
        rows = "".join(f'<li><a href="{to}">{words}</a></li>' for to, words in _LINKS)
        return html(document("Leaflets", "What you can take home.", f"<ul>{rows}</ul>"))
    return _FILES.get(asked.target, lost())


PLATFORMS = (
    Platform(
        key="documents",
        name="Ropewalk Council",
        place=Place(
            hosts=(
                Host(name=HOST, wild=furnished(_serve)),
                Host(name=ASSETS, wild=_file(_GUIDE, "application/pdf")),
            )
        ),
        start=f"{_ORIGIN}/",
        top="documents = true",
        find='[[find]]\nkind = "sitemap"',
        pages=frozenset(_ORIGIN + each for each in ("/", "/leaflets", LEAFLET, PLAN, FORM, LONG, GUIDE, ERROR)),
        unread=frozenset({_ORIGIN + ERROR}),
    ),
)
