"""A host like GOV.UK, with its content API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.world.model import Answer, Host, Place
from tests.world.platforms import govuk
from tests.world.platforms._platform import furnished
from tests.world.shapes import FINE, GONE, MOVED, WITHDRAWN, document, good, html, leads, page, situation

if TYPE_CHECKING:
    from tests.world.model import Reply

HOST = "www.gov.uk"
_WITHDRAWN = document(
    "Transport guidance 2014",
    '<section class="gem-c-notice"><h2>This guidance was withdrawn on 3 March 2024</h2></section>',
    "It has been replaced by newer guidance.",
)


def _api(path: str, **more: object) -> tuple[str, Reply]:
    content = {
        "base_path": path,
        "document_type": "guidance",
        "schema_name": "publication",
        "title": path.rpartition("/")[2].replace("-", " ").capitalize(),
        "first_published_at": "2014-06-11T09:30:00Z",
        "public_updated_at": "2025-09-01T08:00:00Z",
        "withdrawn_notice": {},
        **more,
    }
    status = 410 if content["document_type"] == "gone" else 200
    kind = ("Content-Type", "application/json; charset=utf-8")
    return f"/api/content{path}", Answer(status=status, headers=(kind,), body=json.dumps(content).encode())


_NOTICE = {"explanation": "<p>Replaced in 2024.</p>", "withdrawn_at": "2024-03-03T10:00:00Z"}
_NO_ITEM = Answer(
    status=404, headers=(("Content-Type", "application/json"),), body=b'{"errors":{"status":"404 error"}}'
)

PLACES = (
    Place(
        hosts=(
            Host(
                name=HOST,
                pages={
                    "/guidance/travel-to-school": good("Travel to school for children of compulsory school age"),
                    "/guidance/transport-2014": html(_WITHDRAWN),
                    "/guidance/never-was": page("Page not found", "Check the address.", status=404),
                    "/guidance/closed-fund": page("The page has been removed", "It closed.", status=410),
                    "/guidance/old-travel": leads("/guidance/travel-to-school", 301),
                    **dict(
                        (
                            _api("/guidance/travel-to-school"),
                            _api("/guidance/transport-2014", withdrawn_notice=_NOTICE),
                            _api("/guidance/closed-fund", document_type="gone"),
                            _api("/guidance/old-travel", document_type="redirect"),
                        )
                    ),
                    "/api/content/guidance/never-was": _NO_ITEM,
                },
                wild=furnished(govuk.serve),
            ),
        ),
        situations=(
            situation("govuk", f"https://{HOST}/guidance/travel-to-school", FINE, "guidance in force"),
            situation("govuk-withdrawn", f"https://{HOST}/guidance/transport-2014", WITHDRAWN, "withdrawn, still 200"),
            situation("govuk-gone", f"https://{HOST}/guidance/closed-fund", GONE, "410, and the API says gone"),
            situation("govuk-never", f"https://{HOST}/guidance/never-was", GONE, "404"),
            situation("govuk-moved", f"https://{HOST}/guidance/old-travel", MOVED, "301 to newer guidance"),
        ),
    ),
)
