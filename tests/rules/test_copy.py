"""Whatever a rule may say is plain: not only of its own example, but of every turn of its sentences."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checker import data
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine
from tests.rules.test_catalogue import BANNED, WORDS_A_SENTENCE, sentences

HREFS = """
http://http://www.example.org/ | http;//www.example.org | https://www,example.org | https://www..example.org
https://www.exam ple.org | https://wwww.example.org | https://wwwexample.org | https://www.example.govuk
https://www.example.qqq | https://www.example.org:99999 | https://a.orghttps://b.org/ | “https://www.example.org”
www.example.org | https://www.example.org/x). | file:///C:/x.doc | http://intranet/ | https://staging.example.org/
# | javascript:x() | https://a:b@example.org/x | https://a@example.org/x | https://bit.ly/a | https://goo.gl/a
https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org&data=a%40b.org
https://protect-eu.mimecast.com/s/x | https://www.google.com/url?q=https://www.example.org/
https://us1.list-manage.com/track/click?u=1 | https://a.list-manage.com/track/click?u=1
https://www.example.org/x;jsessionid=12345678 | https://www.example.org/?utm_source=a&utm_medium=b&fbclid=c
https://www.direct.gov.uk/x | mailto: | mailto://a@example.org | mailto:mailto:a@example.org | a@example.org
mailto:https://www.example.org | mailto:a%20b@example.org | malto:a@example.org | http://a@example.org
mailto:a@example.ukk | mailto:a@example | mailto:a@@example.org | tel:+44(0)2072756036 | tel:020
"""
WORDS = """
Email a@example,org or b@@example.org or c@example.gov.ukk or d@example or e..f@example.org or www.g@example.org.
Email h%20i@example.org, j@example.gsi.gov.uk, k@example.pnn.police.uk, l@gmial.com, jane.roe@example.gov.uk.
Riverside School: m@gmail.com. Or n (at) example.org. Or [email protected]. Or email us at, or call.
Call 0845 404 0506, 070 1234 5678, 07600 123456, O20 7275 6036, 0171 946 0123, 0500 123456 or 01632 960001.
Calls to 0871 404 0506 cost 13p a minute. Ring Typetalk. See http//www.example.org or www.example.org/ contact.
See https://www.example.org/order.... or www.example.org. Ring [insert number]. Term dates 2020/21.
"""


def pages() -> list[str]:
    links = (href.strip() for line in HREFS.splitlines() for href in line.split(" | "))
    listed = "".join(f'<p>Read more of it in <a href="{href}">our guide</a> today.</p>' for href in links if href)
    shown = '<p>See <a href="https://a.example.org/">www.example.com</a> or <a href="/x">here</a></p>'
    terms = "".join(
        f"<p>{term.pack} {' '.join(term.needs[:1])} {words}</p>"
        for term in data.retired_terms()
        for words in term.words
    )
    slips = "".join(f"<p>{pair.wrong}, {', '.join([*pair.family * 5])}</p>" for pair in data.confusable_words())
    text = "".join(f"<p>{line}</p>" for line in WORDS.splitlines())
    return [f"<main>{body}</main>" for body in (listed, shown, terms, slips, text)]


@pytest.mark.parametrize("body", pages(), ids=["links", "shown", "terms", "slips", "text"])
def test_every_turn_of_a_sentence_is_plain(body: str) -> None:
    source = Source(target="page", body=body.encode(), url="https://www.example.gov.uk/advice/page")
    result = examine(source, Settings(today=date(2026, 11, 23), reader="html"))
    assert result.unchecked == ()
    assert result.problems
    for problem in result.problems:
        for words in (problem.message, problem.fix):
            unquoted = re.sub(r"“[^”]*”", "it", words)
            assert not BANNED.search(unquoted), words
            assert all(len(sentence.split()) < WORDS_A_SENTENCE for sentence in sentences(unquoted)), words
            assert words[0].isupper() or words[0] in "“0123456789", words
            assert words.endswith((".", "?")), words


def test_all_the_pages_together_meet_nearly_every_rule_about_words_and_addresses() -> None:
    met = set()
    for body in pages():
        source = Source(target="page", body=body.encode(), url="https://www.example.gov.uk/advice/page")
        result = examine(source, Settings(today=date(2026, 11, 23), reader="html"))
        met |= {problem.rule for problem in result.problems}
    assert len({rule for rule in met if rule.startswith(("link-", "email-"))}) >= 20, sorted(met)
