"""Situations an address can be in, as answers of made-up servers, and what is to be made of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.model.fetching import CertificateFault, Failure, Fetched
from checker.model.problems import Certainty, Severity
from checker.model.targets import Past, Verdict
from tests.lookups.answers import ADVICE, answer, night_before, page, was_good

DEEP = "https://www.example.org.uk/send/plans/annual-review"
HOME = "https://www.example.org.uk/"
HTTP = "http://www.example.org.uk/send/plans/annual-review"
RECORD = "https://directory.example.gov.uk/kb5/example/advice.page?id=5UlEpXIMM8M"

FINE = Verdict.FINE
CASINO = page(
    "Online casino bonuses: the best free spins of the month",
    "<h1>Best online casino</h1><p>Claim your welcome bonus and free spins, no deposit bonus today. Play slots now.</p>"
    + "".join(f"<a rel='sponsored' href='https://brand{n}.com/go'>Play now</a>" for n in range(5)),
)
SLOT = page(
    "Situs Judi Slot Gacor Hari Ini",
    "<h1>Slot gacor</h1><p>situs judi online dan slot online yang gacor untuk anda, daftar slot dengan mudah dan aman"
    " di sini, tidak perlu akun lain, bandar togel online dari pada yang lain</p>",
    lang="id",
)
SOLD = page(
    "example.org.uk is for sale",
    "<h1>example.org.uk is for sale</h1><p>Buy this domain now. <script src='https://img.sedoparking.com/x.js'></script>",
)
NOT_FOUND = page("Page not found | Example", "<main><h1>Page not found</h1><p>Check the web address.</p></main>")
HAPPY = was_good(answer(DEEP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One address on one night."""

    name: str
    fetched: Fetched
    verdict: Verdict
    severity: Severity | None = None
    certainty: Certainty | None = None
    past: Past = field(default_factory=Past)
    looks: int = 2
    signs: tuple[str, ...] = ()
    others_fine: bool = False
    suggestion: str | None = None


def fine(name: str, fetched: Fetched, *, past: Past | None = None, signs: tuple[str, ...] = ()) -> Situation:
    return Situation(name=name, fetched=fetched, verdict=FINE, past=past or Past(), signs=signs)


def untold(name: str, fetched: Fetched, verdict: Verdict) -> Situation:
    return Situation(name=name, fetched=fetched, verdict=verdict)


def fault(  # noqa: PLR0913 - a fault has that many sides
    name: str,
    fetched: Fetched,
    said: str,
    *,
    past: Past | None = None,
    looks: int = 2,
    signs: tuple[str, ...] = (),
    others_fine: bool = False,
    suggestion: str | None = None,
) -> Situation:
    """Name a fault: `verdict severity certainty`."""
    verdict, severity, certainty = said.split()
    return Situation(
        name=name,
        fetched=fetched,
        verdict=Verdict(verdict),
        severity=Severity(severity),
        certainty=Certainty(certainty),
        past=past or Past(),
        looks=looks,
        signs=signs,
        others_fine=others_fine,
        suggestion=suggestion,
    )


FINE_ONES = (
    fine("a page", answer(DEEP)),
    fine("a document", answer("https://www.example.org.uk/guide.pdf", html=b"%PDF-1.7 ...", kind="application/pdf")),
    fine("a body that broke off", answer(DEEP, failure=Failure.BROKE_OFF)),
    fine("a body cut by our own limit", answer(DEEP, failure=Failure.CUT)),
    fine("a body that never ended", answer(DEEP, failure=Failure.TIMEOUT)),
    fine("an empty beginning of a body that broke off", answer(DEEP, html="", failure=Failure.BROKE_OFF)),
    fine("http leads to https", answer(HTTP, to=DEEP, hops=(301,))),
    fine("without www leads to www", answer("https://example.org.uk/send", to="https://www.example.org.uk/send", hops=(301,))),
    fine("a final slash is added", answer(DEEP, to=DEEP + "/", hops=(301,))),
    fine("http, www and slash in three steps", answer("http://example.org.uk/send", to="https://www.example.org.uk/send/", hops=(301, 301, 301), via=("https://example.org.uk/send", "https://www.example.org.uk/send"))),
    fine("only the case changes", answer("https://www.example.org.uk/SEND/Plans", to="https://www.example.org.uk/send/plans", hops=(301,))),
    fine("a session id is added", answer(RECORD, to="https://directory.example.gov.uk/kb5/example/advice.page;jsessionid=ABC?id=5UlEpXIMM8M", hops=(302,))),
    fine("a session id for good", answer("https://www.example.org.uk/a?id=1", to="https://www.example.org.uk/a?id=1&PHPSESSID=9f", hops=(301,))),
    fine("a session in the path", answer("https://www.example.org.uk/a.aspx", to="https://www.example.org.uk/(S(abc12))/a.aspx", hops=(301,))),
    fine("a test for cookies", answer(DEEP, to=DEEP + "?cookieCheck=1", hops=(302,))),
    fine("tracking is taken off", answer(DEEP + "?utm_source=news", to=DEEP, hops=(301,))),
    fine("the home page in a language", answer(HOME, to="https://www.example.org.uk/en-gb/", hops=(301,))),
    fine("the home page has a name", answer(HOME, to="https://www.example.org.uk/home.aspx", hops=(301,))),
    fine("the front door leads into the house", answer(HOME, to="https://www.example.org.uk/local-offer", hops=(301,))),
    fine("an index file is left out", answer("https://www.example.org.uk/send/index.html", to="https://www.example.org.uk/send/", hops=(301,))),
    fine("percent signs are written differently", answer("https://www.example.org.uk/short%2Dbreaks", to="https://www.example.org.uk/short-breaks", hops=(301,))),
    fine("moved for now only", answer(DEEP, to="https://www.example.org.uk/summer/annual-review", hops=(302,))),
    fine("moved for now, then for good", answer(DEEP, to="https://www.example.org.uk/c", hops=(302, 301), via=("https://www.example.org.uk/b",))),
    fine("a short name for another site", answer("https://www.example.gov.uk/localoffer", to="https://www.localoffer.org.uk/", hops=(302,))),
    fine("a home page with a record in it", answer("https://www.example.org.uk/service/5", to="https://www.example.org.uk/?id=5", hops=(302,))),
    fine("a page of an application", answer("https://www.example.org.uk/service/5", to="https://www.example.org.uk/#/service/5", hops=(302,))),
    fine("a link to a sign-in page", answer("https://myaccount.example.gov.uk/login", html=page("Sign in", "<h1>Sign in</h1><form><input type=password></form>"))),
    fine("a portal that begins with signing in", answer("https://myaccount.example.gov.uk/", to="https://myaccount.example.gov.uk/login?returnUrl=%2F", hops=(302,), html=page("Sign in", "<h1>Sign in</h1><form><input type=password></form>"))),
    fine("a page with a sign-in box beside it", answer(DEEP, html=page(body=f"<form><input type=password></form><h1>Annual review</h1><p>{ADVICE}</p>"))),
    fine("an article about pages not found", answer("https://style.example.org.uk/patterns/missing-pages", html=page("404 Not Found | Style guide", f"<main><h1>404 Not Found</h1>{'<p>' + ADVICE + '</p>'}{('<p>' + ADVICE + '</p>') * 4}</main>"))),
    fine("a style guide for pages not found", answer("https://style.example.org.uk/patterns/page-not-found", html=NOT_FOUND)),
    fine("one sign of not found", answer(DEEP, html=page("Not found", f"<main><h1>Lost property</h1><p>{ADVICE}</p></main>"))),
    fine("an exhibition called Gone", answer(DEEP, html=page("Gone | Museum", f"<main><h1>Gone: an exhibition</h1><p>{ADVICE}</p></main>"))),
    fine("a page that search engines leave out", answer(DEEP, html=page(head="<meta name=robots content=noindex>"))),
    fine("a page built by script", answer(DEEP, html="<!doctype html><title>Not found</title><div id=app></div><script src=/app.js></script>")),
    fine("a page of pictures only", answer(DEEP, html="<!doctype html><body><img src=/map.png></body>")),
    fine("a success without content", answer(DEEP, 204)),
    fine("a document that ends in its head", answer(DEEP, html="<!doctype html><html lang='en'><hea")),
    fine("maintenance that search engines leave out", answer(DEEP, html=page("Back soon", "<h1>Maintenance</h1><p>We will be back at six.</p>", head="<meta name=robots content=noindex>")), signs=("not-found: a made-up address shows the same",)),
    fine("a part of a guide leads to the guide", answer("https://www.example.org.uk/guide/overview", to="https://www.example.org.uk/guide", hops=(302,), html=page(head="<meta name=robots content=noindex>"))),
    fine("how to sign in, with a box to do so", answer("https://www.example.org.uk/help/portal-login", html=page("How to use the portal", f"<h1>How to use the portal</h1><input type=password><p>{ADVICE}</p>"))),
    fine("a page of related searches", answer(DEEP, html=page(body=f"<h1>Clubs</h1><p>{ADVICE}</p><p>Related searches: football, swimming</p>"))),
    fine("a frameset", answer(DEEP, html="<!doctype html><frameset><frame src=/a></frameset>")),
    fine("a services page: no longer available in one place", answer(DEEP, html=page(body=f"<main><h1>Transport</h1><p>The old service is no longer available.</p><p>{ADVICE}</p></main>"))),
    fine("a document in a viewer", answer("https://www.example.org.uk/guide.pdf", html=page("Guide for parents"))),
    fine("a page that mentions Wordfence", answer(DEEP, html=page(body=f"<main><h1>Security</h1><p>Our page was once generated by Wordfence.</p>{('<p>' + ADVICE + '</p>') * 3}</main>"))),
    fine("a form that wants to know who writes", answer(DEEP, html=page(body=f"<h1>Write to us</h1><p>{ADVICE}</p><form><p>Verify that you are human</p></form>"))),
    fine("Cloudflare lets us through", answer(DEEP, headers=(("server", "cloudflare"), ("cf-ray", "8"), ("set-cookie", "__cf_bm=x")), html=page(body=f"<h1>Plans</h1><p>{ADVICE}</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"))),
    fine("Imperva lets us through", answer(DEEP, headers=(("set-cookie", "visid_incap_1=x"),), html=page(body=f"<h1>Plans</h1><script src='/_Incapsula_Resource?x'></script><p>{ADVICE}</p>"))),
    fine("Akamai lets us through", answer(DEEP, headers=(("server", "AkamaiGHost"),))),
    fine("a charity against gambling harm", answer("https://www.gamblinghelp.example.org/", html=page("Help with gambling", f"<h1>Online casino and slots: help to stop gambling</h1><p>Free spins, a welcome bonus and a no deposit bonus are how an online casino begins. {ADVICE}</p>"))),
    fine("the same, after an English page without it", answer(DEEP, html=page("Help with gambling", f"<h1>Help to stop gambling</h1><p>Free spins, a welcome bonus and a no deposit bonus are made to keep you there. {ADVICE}</p>")), past=HAPPY),
    fine("debt advice about payday loans", answer(DEEP, html=page("Payday loans", f"<h1>Payday loans no credit check: what to know</h1><p>Debt advice: no credit check loans and guaranteed loan approval cost more. {ADVICE}</p>"))),
    fine("a chemist", answer("https://www.chemist.example.co.uk/viagra", html=page("Viagra | Chemist", f"<h1>Viagra</h1><p>Speak to your pharmacist before you buy viagra. {ADVICE}</p>"))),
    fine("a sexual-health clinic", answer(DEEP, html=page("Sexual health", f"<h1>Sexual health</h1><p>Sex, porn and consent: live sex talks, adult dating, escort service. {ADVICE}</p>"))),
    fine("a page that turned Welsh", answer(DEEP, html=page("Cyngor i rieni", "<main><h1>Cyngor i rieni</h1><p>Mae'r tîm yn helpu rhieni a gofalwyr plant ag anghenion dysgu ychwanegol ac yn esbonio'r gyfraith.</p></main>", lang="cy")), past=HAPPY),
    fine("a page that turned Polish", answer(DEEP, html=page("Porady dla rodziców", "<main><h1>Porady</h1><p>Pomoc dla rodziców i opiekunów dzieci, które nie radzą sobie w szkole, jest bezpłatna i poufna na każdym etapie.</p></main>", lang="pl")), past=HAPPY),
    fine("a rebrand", answer(DEEP, html=page("A new name", "<main><h1>We have a new name</h1><p>Since spring the charity is called Together. We run clubs, holidays and a shop in town, and we train people who want to help others.</p></main>")), past=HAPPY),
    fine("a maintenance page", answer(DEEP, html=page("Maintenance", "<h1>Back soon</h1><p>The website is being looked after tonight. It will be back at six.</p>")), past=HAPPY),
    fine("gambling words on a council's licensing page", answer("https://www.example.gov.uk/licensing", html=CASINO.replace("<html lang='en'>", "<html lang='en-GB'>"))),
    fine("a council that was away for a night", answer("https://www.example.gov.uk/licensing", html=CASINO), past=night_before(Verdict.SITE_GONE)),
    fine("a casino night for a good cause, after a page without it", answer(DEEP, html=page("Casino night", f"<h1>Casino night</h1><p>Roulette, blackjack and poker: a fundraiser for the club. No bonus, no jackpot, much fun. {ADVICE}</p>")), past=HAPPY),
    fine("a bookmaker that always was one", answer(DEEP, html=CASINO, to="https://www.bets.example.com/sport", hops=(302,)), past=was_good(answer(DEEP, html=CASINO))),
    fine("a page about slots, elsewhere by now", answer(DEEP, to="https://www.example.com/clinic", hops=(302,), html=page("Slots at the clinic", f"<h1>Slots at the clinic</h1><p>Bonus sessions on Mondays. {ADVICE}</p>"))),
    fine("a newspaper on gambling adverts", answer("https://www.paper.example.com/news/online-casino-adverts", html=page("Online casino adverts to end | The Example Paper", f"<h1>Online casino adverts to end</h1><p>The example reports. {ADVICE}</p>"))),
    fine("an estate agent", answer("https://www.homes.example.co.uk/5", html=page("House for sale | Homes", f"<h1>This house is for sale</h1><p>{ADVICE}</p>"))),
    fine("advice on domains", answer("https://www.names.example.org/help", html=page("Domain expired", f"<h1>When a name lapses</h1><p>{ADVICE}</p>"))),
    fine("a benefits page on suspended accounts", answer(DEEP, html=page("Account suspended", f"<main><h1>If your payments stop</h1><p>{ADVICE}</p></main>"))),
    fine("a domain service that was meant", answer("https://www.sedo.com/search", html=page("Sedo", "<h1>Buy this domain</h1><p>This domain is for sale.</p>"))),
    fine("a certificate that ends soon", answer(DEEP)),
    fine("a page that renews itself", answer(DEEP, html=page(head=f"<meta http-equiv=refresh content='300;url={DEEP}'>"))),
    fine("a refresh for browsers without script", answer(DEEP, html=page(head="<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript>"))),
    fine("a page with another canonical address", answer(DEEP, html=page(head="<link rel=canonical href='https://www.example.org.uk/other'>"))),
    fine("good again after bad nights", answer(DEEP), past=night_before(Verdict.FAILING, nights=3)),
    fine("a plain text", answer("https://www.example.org.uk/a.txt", html=b"Page not found", kind="text/plain")),
    fine("no content type at all", answer(DEEP, html=page(), kind="")),
)  # fmt: skip

UNTOLD = (
    untold("a Cloudflare challenge", answer(DEEP, 403, headers=(("cf-mitigated", "challenge"),)), Verdict.BLOCKED_US),
    untold("a Cloudflare challenge with 429", answer(DEEP, 429, headers=(("cf-mitigated", "challenge"),)), Verdict.BLOCKED_US),
    untold("a Cloudflare challenge with 503", answer(DEEP, 503, headers=(("cf-mitigated", "challenge"),)), Verdict.BLOCKED_US),
    untold("a challenge with 200", answer(DEEP, html=page("Just a moment...", "<script>window._cf_chl_opt={}</script><p>One moment.</p>")), Verdict.BLOCKED_US),
    untold("AWS WAF with 202", answer(DEEP, 202, headers=(("x-amzn-waf-action", "challenge"),)), Verdict.BLOCKED_US),
    untold("F5 with 200", answer(DEEP, html="<html><title>Request Rejected</title><body>The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1</body></html>"), Verdict.BLOCKED_US),
    untold("Imperva with 200", answer(DEEP, html="<html><body><iframe src='/_Incapsula_Resource?x'>Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>"), Verdict.BLOCKED_US),
    untold("Anubis with 200", answer(DEEP, html=page("Making sure you're not a bot!", "<p>Loading</p>")), Verdict.BLOCKED_US),
    untold("DataDome with 403", answer(DEEP, 403, html="<script src='https://ct.captcha-delivery.com/c.js'></script>"), Verdict.BLOCKED_US),
    untold("PerimeterX with 403", answer(DEEP, 403, html="<div id='px-captcha'></div>"), Verdict.BLOCKED_US),
    untold("Wordfence with 503", answer(DEEP, 503, html=page("Blocked", "<p>Your access to this site has been limited by the site owner</p>")), Verdict.BLOCKED_US),
    untold("Sucuri with 403", answer(DEEP, 403, headers=(("x-sucuri-block", "bot"),)), Verdict.BLOCKED_US),
    untold("a bare 403", answer(DEEP, 403), Verdict.BLOCKED_US),
    untold("405", answer(DEEP, 405), Verdict.BLOCKED_US),
    untold("406", answer(DEEP, 406), Verdict.BLOCKED_US),
    untold("429 after waiting", answer(DEEP, 429), Verdict.BLOCKED_US),
    untold("451", answer(DEEP, 451), Verdict.BLOCKED_US),
    untold("Facebook wants us to sign in", answer("https://www.facebook.com/examplecouncil", to="https://www.facebook.com/login/?next=x", hops=(302,)), Verdict.BLOCKED_US),
    untold("a human check with 200", answer(DEEP, html=page("Example", "<h1>Are you human?</h1><p>Tick the box.</p>")), Verdict.BLOCKED_US),
    untold("a human check with 503", answer(DEEP, 503, html=page("Example", "<p>Checking your browser before accessing example.</p>")), Verdict.BLOCKED_US),
    untold("999", answer("https://www.linkedin.com/in/example", 999), Verdict.BLOCKED_US),
    untold("robots.txt says no", answer(DEEP, None, failure=Failure.ROBOTS), Verdict.ROBOTS),
    untold("the name server is silent", answer(DEEP, None, failure=Failure.NAME_SILENT), Verdict.UNKNOWN),
    untold("only IPv6, and none here", answer(DEEP, None, failure=Failure.NO_ROUTE), Verdict.UNKNOWN),
    untold("our proxy refuses", answer(DEEP, None, failure=Failure.PROXY), Verdict.UNKNOWN),
    untold("a host that was given up", answer(DEEP, None, failure=Failure.GIVEN_UP), Verdict.UNKNOWN),
    untold("something nobody knows", answer(DEEP, None, failure=Failure.OTHER), Verdict.UNKNOWN),
    untold("a redirect to nowhere", answer(DEEP, 302), Verdict.UNKNOWN),
    untold("a status nobody knows", answer(DEEP, 777), Verdict.UNKNOWN),
)  # fmt: skip

FAULTS = (
    fault("404 twice", answer(DEEP, 404), "gone wrong sure"),
    fault("410 twice", answer(DEEP, 410), "gone wrong sure"),
    fault("404 behind a redirect", answer(DEEP, 404, to="https://www.example.org.uk/b", hops=(301,)), "gone wrong sure"),
    fault("404 from a page in good order", answer(DEEP, 404, page()), "gone wrong sure"),
    fault("404 at the only look", answer(DEEP, 404), "failing doubtful likely", looks=1),
    fault("404 at the only look of the second night", answer(DEEP, 404), "gone wrong sure", looks=1, past=night_before(Verdict.GONE)),
    fault("404 after a 500", answer(DEEP, 404), "failing doubtful likely", signs=("earlier: 500",)),
    fault("404 with the address to use instead", answer("https://www.gov.uk/a", 410), "gone wrong sure", signs=("instead: https://www.gov.uk/b",), suggestion="https://www.gov.uk/b"),
    fault("the name does not exist", answer(DEEP, None, failure=Failure.NO_NAME), "site-gone wrong sure"),
    fault("the name did not exist at the only look", answer(DEEP, None, failure=Failure.NO_NAME), "failing doubtful likely", looks=1),
    fault("a redirect to a name that does not exist", answer(DEEP, None, to="https://gone.example/", hops=(301,), failure=Failure.NO_NAME), "site-gone wrong sure"),
    fault("refused", answer(DEEP, None, failure=Failure.REFUSED), "failing doubtful likely"),
    fault("reset", answer(DEEP, None, failure=Failure.RESET), "failing doubtful likely"),
    fault("no answer in time", answer(DEEP, None, failure=Failure.TIMEOUT), "failing doubtful likely"),
    fault("no TLS", answer(DEEP, None, failure=Failure.TLS), "failing doubtful likely"),
    fault("a name without a server", answer(DEEP, None, failure=Failure.NO_ADDRESS), "failing doubtful likely"),
    fault("a circle", answer(DEEP, 302, to=DEEP, hops=(302,), failure=Failure.LOOP), "failing doubtful likely"),
    fault("on and on", answer(DEEP, 302, to=DEEP + "/11", hops=(302,) * 10, via=tuple(f"{DEEP}/{n}" for n in range(10)), failure=Failure.TOO_MANY_REDIRECTS), "failing doubtful likely"),
    fault("500", answer(DEEP, 500), "failing doubtful likely"),
    fault("503 without marks", answer(DEEP, 503), "failing doubtful likely"),
    fault("503 behind Cloudflare without a challenge", answer(DEEP, 503, headers=(("server", "cloudflare"),)), "failing doubtful likely"),
    fault("522", answer(DEEP, 522), "failing doubtful likely"),
    fault("408", answer(DEEP, 408), "failing doubtful likely"),
    fault("400", answer(DEEP, 400), "failing doubtful likely"),
    fault("418", answer(DEEP, 418), "failing doubtful likely"),
    fault("500 on the second night", answer(DEEP, 500), "failing wrong sure", past=night_before(Verdict.FAILING)),
    fault("time-out on the fifth night", answer(DEEP, None, failure=Failure.TIMEOUT), "failing wrong sure", past=night_before(Verdict.FAILING, nights=4)),
    fault("500 after a night we were blocked", answer(DEEP, 500), "failing doubtful likely", past=night_before(Verdict.BLOCKED_US)),
    fault("500 twice on one day", answer(DEEP, 500), "failing doubtful likely", past=night_before(Verdict.FAILING, nights=0)),
    fault("500 after a good night", answer(DEEP, 500), "failing doubtful likely", past=HAPPY),
    fault("moved", answer(DEEP, to="https://www.example.org.uk/reviews", hops=(301,)), "moved untidy sure", suggestion="https://www.example.org.uk/reviews"),
    fault("moved with 308", answer(DEEP, to="https://www.example.org.uk/reviews", hops=(308,)), "moved untidy sure", suggestion="https://www.example.org.uk/reviews"),
    fault("moved to a sister site", answer(DEEP, to="https://help.example.org.uk/reviews", hops=(301,)), "moved untidy sure"),
    fault("secure, then moved", answer(HTTP, to="https://www.example.org.uk/reviews", hops=(301, 301), via=(DEEP,)), "moved untidy sure", suggestion="https://www.example.org.uk/reviews"),
    fault("secure for now, then moved", answer(HTTP, to="https://www.example.org.uk/reviews", hops=(302, 301), via=(DEEP,)), "moved untidy sure"),
    fault("moved, then on for now", answer(DEEP, to="https://www.example.org.uk/b?today", hops=(301, 302), via=("https://www.example.org.uk/b",)), "moved untidy sure", suggestion="https://www.example.org.uk/b"),
    fault("moved by the page itself", answer(DEEP, to="https://www.example.org.uk/reviews", hops=(200,)), "moved untidy sure", suggestion="https://www.example.org.uk/reviews"),
    fault("moved to another organisation", answer(DEEP, to="https://www.example.com/reviews", hops=(301,)), "moved doubtful sure", suggestion="https://www.example.com/reviews"),
    fault("the whole site moved", answer(HOME, to="https://www.together.example.net/", hops=(301,)), "moved doubtful sure"),
    fault("another council", answer("https://www.onecouncil.gov.uk/send", to="https://www.newcouncil.gov.uk/send", hops=(301,)), "moved doubtful sure"),
    fault("another record", answer(RECORD, to=RECORD.replace("5Ul", "9Zx"), hops=(301,)), "moved untidy sure"),
    fault("to the home page", answer(DEEP, to=HOME, hops=(301,)), "home-page-instead doubtful sure"),
    fault("to the home page for now", answer(DEEP, to=HOME, hops=(302,)), "home-page-instead doubtful sure"),
    fault("to the home page in English", answer(DEEP, to="https://www.example.org.uk/en/home", hops=(302,)), "home-page-instead doubtful sure"),
    fault("to the home page of the new owner", answer(DEEP, to="https://www.example.com/", hops=(301,)), "home-page-instead doubtful sure"),
    fault("a record to the home page", answer(RECORD, to="https://directory.example.gov.uk/", hops=(302,)), "home-page-instead doubtful sure"),
    fault("says it is not found", answer(DEEP, html=NOT_FOUND), "not-found-page wrong likely"),
    fault("says so in Welsh", answer(DEEP, html=page("Heb ganfod y dudalen", "<h1>Ni allwn ddod o hyd i'r dudalen</h1><p>Ewch i'r hafan.</p>", lang="cy")), "not-found-page wrong likely"),
    fault("says so and leaves search engines out", answer(DEEP, html=page("404", "<h1>Oh dear</h1><p>Nothing here.</p>", head="<meta name='robots' content='noindex'>")), "not-found-page wrong likely"),
    fault("lands on an error page that says so", answer(DEEP, to="https://www.example.org.uk/error.aspx", hops=(302,), html=page("Example", "<h1>Sorry, we can't find that page</h1>")), "not-found-page wrong likely"),
    fault("one sign and the same for a made-up address", answer(DEEP, html=page("Page not found", "<h1>Example</h1><p>Try the menu.</p>")), "not-found-page wrong likely", signs=("not-found: a made-up address shows the same",)),
    fault("a friendly page for every address", answer(DEEP, html=page("Oh no!", "<h1>Oh no!</h1><p>Look at the menu.</p>", head="<meta name=robots content=noindex>")), "not-found-page wrong likely", signs=("not-found: a made-up address shows the same",)),
    fault("led up to a page that says so", answer("https://www.example.org.uk/clubs/swimming", to="https://www.example.org.uk/clubs", hops=(302,), html=page("Clubs", "<h1>Clubs</h1><p>The page you requested is no longer here. See all clubs.</p>")), "not-found-page wrong likely"),
    fault("a WordPress page not found", answer(DEEP, html=page("Page not found – Example", "<main><h1>Oops! That page can’t be found.</h1><p>Maybe try a search?</p></main>")), "not-found-page wrong likely"),
    fault("a new server on Red Hat", answer(HOME, html=page("Test Page for the HTTP Server on Red Hat Enterprise Linux", "<h1>Red Hat</h1><p>This page is used to test.</p>")), "not-found-page wrong likely"),
    fault("a record that was taken out", answer(RECORD, html=page("Directory", "<main><h1>No longer available</h1><p>The record you requested is no longer available.</p></main>")), "not-found-page wrong likely"),
    fault("an empty list of results", answer(RECORD, html=page("No results found | Directory", "<main><h1>Search</h1><p>Your search returned no results.</p></main>")), "not-found-page wrong likely"),
    fault("an empty answer", answer(DEEP, html=""), "not-found-page wrong likely"),
    fault("a blank page", answer(DEEP, html="<html><body></body></html>"), "not-found-page wrong likely"),
    fault("a new web server", answer(DEEP, html=page("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>It works.</p>")), "not-found-page wrong likely"),
    fault("an old web server", answer(HOME, html="<html><body><h1>It works!</h1></body></html>"), "not-found-page wrong likely"),
    fault("a domain for sale", answer(HOME, html=SOLD), "for-sale wrong likely"),
    fault("a domain for sale, deep link", answer(DEEP, html=SOLD), "for-sale wrong likely"),
    fault("lands on a market for domains", answer(HOME, to="https://www.hugedomains.com/domain_profile.cfm?d=example", hops=(302,), html=page("example.org.uk is for sale", "<h1>example.org.uk is for sale</h1>")), "for-sale wrong likely"),
    fault("an account was suspended", answer(HOME, to="https://www.example.org.uk/cgi-sys/suspendedpage.cgi", hops=(302,), html=page("Account Suspended", "<h1>Account Suspended</h1><p>This account has been suspended.</p>")), "for-sale wrong likely"),
    fault("advertisements and related searches", answer(HOME, html=page("example.org.uk", "<script src='//www.google.com/adsense/domains/caf.js'></script><p>Related searches</p>")), "for-sale wrong likely"),
    fault("an expired domain", answer(HOME, html=page("Domain expired", "<p>This domain has expired. Is it yours? Renew it.</p>")), "for-sale wrong likely"),
    fault("a parking script and its name servers", answer(HOME, html='<html><script>window.onload=function(){window.location.href="/lander"}</script></html>'), "for-sale wrong likely", signs=("for-sale: name server afternic.com",)),
    fault("a casino where a charity was", answer(DEEP, html=CASINO), "hijacked danger likely", past=HAPPY),
    fault("a casino on the first night", answer("https://www.hackneyparents.org.uk/", html=CASINO), "hijacked danger likely"),
    fault("a casino on the second night", answer(DEEP, html=CASINO), "hijacked danger sure", past=night_before(Verdict.HIJACKED)),
    fault("Indonesian gambling", answer("https://www.hackneyparents.org.uk/", html=SLOT), "hijacked danger likely"),
    fault("Indonesian gambling after a good night", answer(DEEP, html=SLOT), "hijacked danger likely", past=HAPPY),
    fault("a casino after the name was gone", answer(HOME, html=CASINO), "hijacked danger likely", past=night_before(Verdict.SITE_GONE)),
    fault("leads on to a casino", answer(HOME, to="https://www.casino-brand.com/", hops=(302,), html=CASINO), "hijacked danger likely"),
    fault("hidden links", answer(DEEP, html=page(body=f"<h1>Advice</h1><p>{ADVICE}</p><div style='position:absolute;left:-9999px'><a href='https://a.com'>slot gacor</a><a href='https://b.com'>situs judi</a><a href='https://c.com'>bandar togel</a></div>")), "hijacked danger likely"),
    fault("a casino in few words", answer(DEEP, html=page("Casino and slots | Win the jackpot", "<h1>Welcome</h1><p>Roulette, blackjack and poker. Gambling problem? Ring the helpline.</p>" + "<p>Casino, slots, jackpot, bonus. Bet now. Casino, slots.</p>" * 4)), "hijacked danger likely", past=HAPPY),
    fault("loans where a charity was", answer(DEEP, html=page("Payday loans UK | Instant approval", "<h1>Payday loans</h1><p>Bad credit? No credit check. Quick loans today, instant decision, apply now. Get money in ten minutes.</p>")), "hijacked danger likely", past=HAPPY),
    fault("medicine where a charity was", answer(DEEP, html=page("Buy Viagra online", "<h1>Cheap pills</h1><p>Buy cialis, tramadol and xanax without prescription. Order now for overnight delivery.</p>")), "hijacked danger likely", past=HAPPY),
    fault("a moved casino is a danger first", answer(DEEP, to="https://www.casino-brand.com/x", hops=(301,), html=CASINO), "hijacked danger likely", past=HAPPY),
    fault("401", answer(DEEP, 401), "needs-sign-in doubtful sure"),
    fault("407", answer(DEEP, 407), "needs-sign-in doubtful sure"),
    fault("403 where others are shown", answer(DEEP, 403), "needs-sign-in doubtful sure", others_fine=True),
    fault("a sign-in host", answer("https://example.sharepoint.com/sites/send", to="https://login.microsoftonline.com/common/oauth2/authorize", hops=(302,)), "needs-sign-in doubtful sure"),
    fault("a sign-in path", answer(DEEP, to="https://www.example.org.uk/wp-login.php?redirect_to=x", hops=(302,)), "needs-sign-in doubtful sure"),
    fault("a sign-in form", answer(DEEP, html=page("Log in | Example", "<h1>Log in</h1><form><input type=text><input type=password></form>")), "needs-sign-in doubtful sure"),
    fault("a portal's form at a deep link", answer(DEEP, html=page("Family portal login", "<h1>Welcome</h1><form><input type=password></form>")), "needs-sign-in doubtful sure"),
    fault("an expired certificate", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.EXPIRED), "certificate wrong sure"),
    fault("a certificate of the future", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.NOT_YET), "certificate wrong sure"),
    fault("a certificate for another name", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.WRONG_NAME), "certificate wrong sure"),
    fault("its own certificate", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.SELF_SIGNED), "certificate wrong sure"),
    fault("an unknown authority", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.UNKNOWN_AUTHORITY), "certificate doubtful likely"),
    fault("an incomplete chain", answer(DEEP, None, failure=Failure.CERTIFICATE, fault=CertificateFault.INCOMPLETE_CHAIN), "certificate doubtful likely"),
    fault("withdrawn, by the service", answer("https://www.gov.uk/guidance/a"), "withdrawn doubtful sure", signs=("withdrawn: 3 May 2023",)),
    fault("withdrawn, by its banner", answer("https://www.gov.uk/guidance/a", html=page(body=f"<main><p>This guidance was withdrawn on 3 May 2023</p><h1>A</h1><p>{ADVICE}</p></main>")), "withdrawn doubtful sure"),
    fault("a private network", answer("https://files.example.gov.uk/a", None, failure=Failure.NOT_PUBLIC), "not-public wrong sure"),
    fault("an intranet", answer("http://intranet/send", None, failure=Failure.NO_NAME), "not-public wrong sure"),
    fault("a local name", answer("http://printer.local/", None, failure=Failure.NAME_SILENT), "not-public wrong sure"),
    fault("a scheme for a host", answer("http://https//www.example.org.uk/", None, failure=Failure.NO_NAME), "malformed wrong sure"),
    fault("no address", answer("https://www.example.org.uk:25/", None, failure=Failure.MALFORMED), "malformed wrong sure"),
    fault("a redirect to no address", answer(DEEP, None, to="https://www.example.org.uk:25/", hops=(302,), failure=Failure.MALFORMED), "failing doubtful likely"),
)  # fmt: skip
