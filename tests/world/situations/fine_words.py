"""Fine pages whose words fool others."""

from __future__ import annotations

from tests.world.model import Answer
from tests.world.shapes import FINE, document, html, only, page

_SCRIPTS = '<div id="root"></div>' + "".join(f'<script src="/static/{n}.js"></script>' for n in "abcdef")
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_CONSENT = (
    '<div role="dialog" class="consent"><h2>Cookies on this site</h2><p>We need your consent before you go on.</p>'
    "<button>Accept all</button> <button>Reject all</button></div>"
)

PLACES = (
    only(
        "welsh",
        "https://www.gofalwyr-glannau.org.uk/cymorth",
        page(
            "Cymorth i deuluoedd",
            "Rydym yn cynnig cymorth a chyngor am ddim i deuluoedd plant ag anghenion dysgu ychwanegol.",
            "Mae ein grwpiau yn cyfarfod bob wythnos yn y neuadd. Croeso i bawb.",
            "Ffoniwch ni neu anfonwch neges atom, yn Gymraeg neu yn Saesneg.",
            lang="cy",
        ),
        FINE,
        "in Welsh",
    ),
    only(
        "gambling-charity",
        "https://www.harbour-gambling-harms.org.uk/help",
        page(
            "When gambling is doing harm",
            "Betting, casino games, slots and online poker can take over a family's money and time.",
            "If somebody you love cannot stop gambling, our counsellors will talk to you. It is free and private.",
            "We can help you block casino and betting sites, and deal with payday loans taken out to gamble.",
        ),
        FINE,
        "talks of casinos to help people away from them",
    ),
    only(
        "debt-advice",
        "https://www.harbour-debt-advice.org.uk/",
        page(
            "Free help with debt",
            "Payday loans, credit cards and bailiffs: our advisers have seen all of it and do not judge.",
            "Never borrow from a loan shark. Bring your letters, opened or not, and we start from there.",
        ),
        FINE,
        "talks of payday loans",
    ),
    only(
        "chemist",
        "https://www.quayside-chemist.co.uk/services",
        page(
            "Pharmacy services",
            "We give flu jabs, blood pressure checks and advice on erectile dysfunction and sildenafil (Viagra).",
            "Repeat prescriptions are ready within two working days. Ask the pharmacist about weight loss tablets.",
        ),
        FINE,
        "talks of viagra, being a chemist",
    ),
    only(
        "sexual-health",
        "https://www.harbour-sexualhealth.nhs.uk/clinics",
        page(
            "Sexual health clinics",
            "Free condoms, contraception and testing for everybody, also under 16. What you say stays with us.",
            "If you have had sex without a condom, or have been made to have sex, come to any clinic today.",
        ),
        FINE,
        "talks of sex, being a clinic",
    ),
    only(
        "explains-404",
        "https://www.plain-web.org.uk/blog/error-404-explained",
        page(
            "Error 404 explained",
            "You have seen it a thousand times: page not found. But what does the number mean?",
            "The first 4 says that the mistake is in the question, not in the answer. The rest is a list number.",
            "A good 404 page says what happened and offers a way on. Here are five we like, and why.",
        ),
        FINE,
        "has 404 in its title and is about it",
    ),
    only(
        "about-domains",
        "https://www.plain-names.org.uk/guides/buying-a-domain",
        page(
            "Buying a domain name for your charity",
            "If you see the words this domain is for sale, somebody holds the name and wants money for it.",
            "Let a name expire and you may not get it back: others wait for that day, and park pages full of adverts.",
            "Put the renewal date in two diaries. Pay for several years at once if your treasurer lets you.",
        ),
        FINE,
        "about domains for sale",
    ),
    only(
        "sign-in-in-header",
        "https://www.membership-carers.org.uk/news",
        page(
            "News for members and everybody else",
            "This month: a new group for fathers, and a change of room on Thursdays.",
            "You can read all of our news without an account.",
            top=' <a href="/login">Sign in</a> <form action="/login"><input name="user"><input type="password"></form>',
        ),
        FINE,
        "a sign-in form in the header, the page open to all",
    ),
    only(
        "cookie-wall",
        "https://www.crumbly-carers.org.uk/",
        html(document("Our groups", _CONSENT, "We run nine groups for carers, one in each part of the county.")),
        FINE,
        "asks about cookies first",
    ),
    only(
        "by-script",
        "https://app.scripted-carers.org.uk/find/groups",
        html(f"<!DOCTYPE html><html><head><title>Find a group</title></head><body>{_SCRIPTS}</body></html>".encode()),
        FINE,
        "drawn by script: nothing can be said of its words",
    ),
    only(
        "pdf",
        "https://www.papery-carers.org.uk/leaflets/welcome.pdf",
        Answer(headers=(("Content-Type", "application/pdf"),), body=_PDF),
        FINE,
        "a document",
    ),
    only(
        "maintenance-note",
        "https://www.painted-carers.org.uk/",
        page(
            "We are making our website better",
            "Parts of it are being maintained until Friday. You can still ring us or come to a group.",
        ),
        FINE,
        "tells of maintenance with a 200",
    ),
    only(
        "no-results-help",
        "https://www.searchy-carers.org.uk/help/searching",
        page(
            "Help with searching",
            "If you see no results found, try fewer words, or look for the name of the town.",
            "Some services are no longer available. We say so on their page, and name the one that took over.",
        ),
        FINE,
        "explains empty results",
    ),
    only(
        "short-page",
        "https://www.terse-carers.org.uk/hours",
        page("Opening hours", "Monday to Friday, 9am to 5pm."),
        FINE,
        "short, and says all there is to say",
    ),
    only(
        "expired-offer",
        "https://www.grants-carers.org.uk/autumn",
        page(
            "Autumn grants",
            "This round has closed and applications are no longer accepted. The next opens in spring.",
            "Write to us to be told. Families who were given a grant have had a letter.",
        ),
        FINE,
        "something is over, the page is not",
    ),
)
