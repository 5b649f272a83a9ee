"""Pages that ask who you are."""

from __future__ import annotations

from tests.world.model import Answer, Host, Place
from tests.world.shapes import FINE, NEEDS_SIGN_IN, document, good, html, leads, only, page, situation

_FORM = (
    '<form method="post" action="/session"><label>Email <input name="email"></label>'
    '<label>Password <input type="password" name="password"></label><button>Sign in</button></form>'
)
_MICROSOFT = "https://login.microsoftonline.com/common/oauth2/authorize?client_id=1&redirect_uri=back"

PLACES = (
    only(
        "asks-401",
        "https://files.harbour-staffroom.org.uk/guide",
        Answer(status=401, headers=(("WWW-Authenticate", 'Basic realm="Staff"'),)),
        NEEDS_SIGN_IN,
        "401",
    ),
    Place(
        hosts=(
            Host(name="harbourstaff.sharepoint.com", wild=leads(_MICROSOFT)),
            Host(
                name="login.microsoftonline.com",
                wild=html(document("Sign in to your account", "Sign in to continue.", _FORM)),
            ),
        ),
        situations=(
            situation(
                "sign-in-host",
                "https://harbourstaff.sharepoint.com/sites/send/guide.docx",
                NEEDS_SIGN_IN,
                "led to a host that only signs people in",
            ),
        ),
    ),
    only(
        "sign-in-form",
        "https://portal.harbour-staffroom.org.uk/guide",
        leads("/login?next=%2Fguide"),
        NEEDS_SIGN_IN,
        "led to a page that is a sign-in form and nothing else",
        pages={"/login?next=%2Fguide": html(document("Sign in", _FORM, head='<meta name="robots" content="noindex">'))},
    ),
    Place(
        hosts=(
            Host(
                name="www.harbour-members.org.uk",
                pages={
                    "/members/guide": page("Members only", "This part is for members.", status=403),
                    "/guide": good("A guide for everybody"),
                },
            ),
        ),
        situations=(
            situation(
                "members-only",
                "https://www.harbour-members.org.uk/members/guide",
                NEEDS_SIGN_IN,
                "403 without marks, where the host's other pages are fine",
            ),
            situation("not-members-only", "https://www.harbour-members.org.uk/guide", FINE, "one of those"),
        ),
    ),
)
