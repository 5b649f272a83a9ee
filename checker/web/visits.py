"""Takes the number of our own visit out of pages: nobody has written it, and it is another every night.

A server that does not know yet whether we keep its cookie puts what stands in it into every link of the page as well
(Java's servlets: `;jsessionid=`). With it no page would ever be the same as the night before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from checker.model.fetching import Fetch, Fetched, Request

_NUMBER = re.compile(rb";jsessionid=([\w.!~-]{8,128})", re.IGNORECASE)


def forgetting(fetch: Fetch) -> Fetch:
    """Give pages without the number of the visit. One that a link of somebody else's holds stays where it is."""

    async def ask(request: Request) -> Fetched:
        answer = await fetch(request)
        if not answer.cookies or "html" not in answer.header("content-type").lower():
            return answer
        # libcurl's list: the value stands last in a line
        ours = {each.rpartition("\t")[2].encode() for each in answer.cookies}
        body = _NUMBER.sub(lambda found: b"" if found[1] in ours else found[0], answer.body)
        return answer if len(body) == len(answer.body) else replace(answer, body=body)

    return ask
