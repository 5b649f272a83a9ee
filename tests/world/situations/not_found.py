"""Pages that are not there behind a 200, and domains for sale."""

from __future__ import annotations

from tests.world.model import OWN, Answer, Asked, Host, Place, Records
from tests.world.shapes import FINE, FOR_SALE, NOT_FOUND_PAGE, document, good, html, leads, only, page, situation

_SORRY = page("Page not found", "We cannot find the page you are looking for. It may have moved or been deleted.")
_PARKED = html(
    document(
        "lapsed-sports.org.uk",
        "This domain is for sale. Buy this domain now.",
        "<ul><li><a href='/?q=1'>Related searches</a></li><li><a href='/?q=2'>Sports clubs near me</a></li></ul>",
        "The owner of this domain has parked it free, courtesy of SedoParking.",
    )
)
_NGINX = html(
    b"<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1>"
    b"<p>If you see this page, the nginx web server is successfully installed and working. Further configuration is"
    b" required.</p><p><em>Thank you for using nginx.</em></p></body></html>"
)
_IIS = html(
    b'<!DOCTYPE html><html><head><title>IIS Windows Server</title></head><body><a href="http://go.example.com/">'
    b'<img src="iisstart.png" alt="IIS"></a></body></html>'
)
_RECORD = document(
    "Service details",
    "This service is no longer available.",
    "The record you asked for has been removed from the directory. Search the directory for other services.",
)
_NO_RESULTS = document("Search results", "0 results found.", "Your search did not match any services in the directory.")


def _directory(asked: Asked) -> Answer:
    """Answer 200 to every record, as a service directory does."""
    if asked.path.endswith("service.page"):
        return html(_RECORD)
    return html(_NO_RESULTS)


PLACES = (
    only(
        "soft-title",
        "https://www.soft-sports.org.uk/clubs/swimming",
        None,
        NOT_FOUND_PAGE,
        "says not found, to every address",
        wild=_SORRY,
    ),
    only(
        "soft-redirect",
        "https://www.softer-sports.org.uk/clubs/swimming",
        leads("/page-not-found"),
        NOT_FOUND_PAGE,
        "led to a page that says so with a 200",
        pages={"/page-not-found": _SORRY},
        wild=leads("/page-not-found"),
    ),
    only(
        "soft-noindex",
        "https://www.softest-sports.org.uk/clubs/swimming",
        None,
        NOT_FOUND_PAGE,
        "a friendly page, marked noindex, for every address",
        wild=html(
            document(
                "Oh no!",
                "That page has gone. It may have been moved, renamed or deleted.",
                head='<meta name="robots" content="noindex">',
            )
        ),
    ),
    Place(
        hosts=(
            Host(
                name="directory.harbour-services.org.uk",
                pages={
                    "/kb5/harbour/directory/service.page?id=ZtDvdgmZ8rA": good(
                        "Saturday swimming", "For children who want the pool to themselves."
                    )
                },
                wild=_directory,
            ),
        ),
        situations=(
            situation(
                "record-removed",
                "https://directory.harbour-services.org.uk/kb5/harbour/directory/service.page?id=B0iBBWjCpFA",
                NOT_FOUND_PAGE,
                "a service directory's record, no longer available",
            ),
            situation(
                "record-there",
                "https://directory.harbour-services.org.uk/kb5/harbour/directory/service.page?id=ZtDvdgmZ8rA",
                FINE,
                "another record of the same directory",
            ),
        ),
    ),
    only("empty", "https://www.blank-sports.org.uk/clubs", html(b""), NOT_FOUND_PAGE, "200 with nothing in it"),
    only("nginx", "https://www.fresh-sports.org.uk/clubs", None, NOT_FOUND_PAGE, "a server's first page", wild=_NGINX),
    only("iis", "https://www.raw-sports.org.uk/", None, NOT_FOUND_PAGE, "another server's first page", wild=_IIS),
    only(
        "for-sale",
        "https://www.lapsed-sports.org.uk/clubs",
        None,
        FOR_SALE,
        "parked: words, name servers, every address alike",
        wild=_PARKED,
        dns=Records(a=(OWN,), ns=("ns1.sedoparking.com", "ns2.sedoparking.com")),
    ),
    only(
        "expired",
        "https://www.expired-sports.org.uk/",
        None,
        FOR_SALE,
        "expired: the registrar's page, for every address",
        wild=page(
            "This domain has expired",
            "The domain has expired. If you are the owner, renew this domain now. Related searches: sports, clubs.",
        ),
        dns=Records(a=(OWN,), ns=("ns1.parkingcrew.net", "ns2.parkingcrew.net")),
    ),
    only(
        "suspended",
        "https://www.unpaid-sports.org.uk/clubs",
        None,
        FOR_SALE,
        "suspended by whoever hosts it",
        wild=leads("/cgi-sys/suspendedpage.cgi"),
        pages={
            "/cgi-sys/suspendedpage.cgi": page(
                "Account Suspended", "This account has been suspended. Contact your hosting provider."
            )
        },
    ),
    Place(
        hosts=(
            Host(name="www.sold-sports.org.uk", wild=leads("https://www.hugedomains.com/domain_profile.cfm?d=sold")),
            Host(
                name="www.hugedomains.com",
                wild=page("sold-sports.org.uk is for sale", "This domain is for sale. Buy this domain in instalments."),
            ),
        ),
        situations=(
            situation("to-a-dealer", "https://www.sold-sports.org.uk/clubs", FOR_SALE, "led to a dealer in domains"),
        ),
    ),
)
