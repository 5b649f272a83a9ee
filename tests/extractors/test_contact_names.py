"""Whose number it is, on pages laid out as council pages are."""

from __future__ import annotations

import pytest

from tests.extractors.test_contacts import contacts


def names(words: str, *, kind: str = "html") -> list[str | None]:
    return [name for name, _, _ in contacts(words, kind=kind)]


def framed(body: str) -> str:
    return (
        f"<html><head><title>Help</title></head><body><main><h1>Help with getting about</h1>{body}</main></body></html>"
    )


LAYOUTS = {
    "a block called who to contact": (
        (
            "<h2>Who to contact</h2><h3>Travel Assistance Team</h3><p>Telephone: 020 7946 0101</p>"
            "<p>Email: <a href='mailto:travel@example.gov.uk'>travel@example.gov.uk</a></p>"
        ),
        ["Travel Assistance Team"],
    ),
    "a definition list of people": (
        (
            "<dl><dt>Travel Assistance Team</dt><dd>020 7946 0101</dd>"
            "<dt>Blue Badge Office</dt><dd>020 7946 0102</dd></dl>"
        ),
        ["Travel Assistance Team", "Blue Badge Office"],
    ),
    "a definition list of ways": (
        (
            "<h2>Travel Assistance Team</h2><dl><dt>Telephone</dt><dd>020 7946 0101</dd><dt>Email</dt>"
            "<dd>travel@example.gov.uk</dd></dl>"
        ),
        ["Travel Assistance Team"],
    ),
    "a table with a row each": (
        (
            "<table><tr><th>Team</th><th>Phone</th></tr><tr><th>Travel Assistance Team</th><td>020 7946 0101</td></tr>"
            "<tr><th>Blue Badge Office</th><td>020 7946 0102</td></tr></table>"
        ),
        ["Travel Assistance Team", "Blue Badge Office"],
    ),
    "a table of ways": (
        (
            "<h2>Blue Badge Office</h2><table><tr><th>Telephone</th><td>020 7946 0102</td></tr>"
            "<tr><th>Email</th><td>badges@example.gov.uk</td></tr></table>"
        ),
        ["Blue Badge Office"],
    ),
    "cards": (
        (
            "<div class=card><h3>Travel Assistance Team</h3><p>020 7946 0101</p></div>"
            "<div class=card><h3>Blue Badge Office</h3><p>020 7946 0102</p></div>"
        ),
        ["Travel Assistance Team", "Blue Badge Office"],
    ),
    "a name in bold above its lines": (
        (
            "<p><strong>Travel Assistance Team</strong><br>Tel: 020 7946 0101<br>Email: travel@example.gov.uk</p>"
            "<p><strong>Blue Badge Office</strong><br>Tel: 020 7946 0102</p>"
        ),
        ["Travel Assistance Team", "Blue Badge Office"],
    ),
    "an address element": (
        "<h2>Contact us</h2><address>Blue Badge Office<br>4 Foundry Walk<br>London E8 1EA<br>020 7946 0102</address>",
        ["Blue Badge Office"],
    ),
    "an address below the heading of whose it is": (
        "<h2>Blue Badge Office</h2><p>BBO<br>4 Foundry Walk<br>London<br>E8 1EA</p><p>Phone 020 7946 0102</p>",
        ["Blue Badge Office"],
    ),
    "a list with a name each": (
        "<ul><li>Travel Assistance Team: 020 7946 0101</li><li>Blue Badge Office - 020 7946 0102</li></ul>",
        ["Travel Assistance Team", "Blue Badge Office"],
    ),
    "a sentence": (
        (
            "<p>If you would like to apply, contact the Blue Badge Office on 020 7946 0102 or email "
            "badges@example.gov.uk.</p>"
        ),
        ["Blue Badge Office"],
    ),
    "a sentence about the page's own team": ("<p>Call the team on 020 7946 0102.</p>", ["Help with getting about"]),
    "a person": ("<p>Your link worker is Sam Okafor, 020 7946 0103.</p>", ["Sam Okafor"]),
    "a heading with news after it": (
        "<h2>Blue Badge Office - service update</h2><p>Ring 020 7946 0102.</p>",
        ["Blue Badge Office"],
    ),
    "a line that leads in": (
        "<h2>Steps</h2><p>Contact the Blue Badge Office:</p><p>020 7946 0102</p>",
        ["Blue Badge Office"],
    ),
    "a record with a field for the name": (
        (
            "<h2>Who to contact</h2><dl><dt>Contact Name</dt><dd>Sam Reed</dd><dt>Contact Position</dt>"
            "<dd>Coordinator</dd><dt>Telephone</dt><dd>020 7946 0103</dd></dl>"
        ),
        ["Sam Reed"],
    ),
    "a line with a name in it": ("<h2>Who to contact</h2><p>Name: Sam Reed</p><p>Tel: 020 7946 0103</p>", ["Sam Reed"]),
    "lines of one paragraph, each with a name": (
        "<p>Admissions: 020 7946 0104<br>School transport: 020 7946 0105<br>The Blue Badge Office: 020 7946 0102</p>",
        ["Admissions", "School transport", "Blue Badge Office"],
    ),
    "lines of one paragraph, each for a nation": (
        "<h2>Example Line</h2><p>England: 020 7946 0104<br>Wales: 029 2018 0105<br>Fax: 020 7946 0109</p>",
        ["Example Line"],
    ),
    "an address to write to": (
        (
            "<h2>Further information</h2><p>Please contact:<br>Blue Badge Office<br>Civic Centre<br>High Road<br>London"
            "<br>E8 1EA</p><p>Tel: 020 7946 0102</p>"
        ),
        ["Blue Badge Office"],
    ),
    "an address in a sentence": (
        "<p>Write to the Blue Badge Office, High Street, E8 1EA or ring 020 7946 0102.</p>",
        ["Blue Badge Office"],
    ),
    "a person with a post": (
        "<p>For more contact Priya Shah, Inclusion Lead, on 020 7946 0103 or priya.shah@example.gov.uk.</p>",
        ["Priya Shah"],
    ),
    "a line with a person and a post": (
        "<h2>Contact information</h2><p>Ms Tina Ward - Service Manager<br>Telephone 020 7946 0103</p>",
        ["Ms Tina Ward"],
    ),
    "a table with people and their posts": (
        (
            "<table><tr><th>Name</th><th>Role</th><th>Phone</th></tr><tr><td>Jo Green</td><td>Team Manager</td>"
            "<td>020 7946 0103</td></tr><tr><td>Sue Patel</td><td>SEN Officer</td><td>020 7946 0104</td></tr></table>"
        ),
        ["Jo Green", "Sue Patel"],
    ),
    "labels before names": (
        (
            "<p><b>Contact:</b> Sarah Jones<br><b>Tel:</b> 020 7946 0103</p>"
            "<p><b>Organisation:</b> Oakley Toy Library<br><b>Tel:</b> 020 7946 0104</p>"
        ),
        ["Sarah Jones", "Oakley Toy Library"],
    ),
    "a name and what they do": (
        "<p><b>Harbour Families</b> – for parents of disabled children<br>Helpline: 020 7946 0104</p>",
        ["Harbour Families"],
    ),
    "an address element under a topic": (
        (
            "<address><strong>The Willow Centre</strong><br>12 Elm Road<br>Oakley<br>OX1 2JD<br>T: 020 7946 0104<br>"
            "E: willow@example.org.uk</address>"
        ),
        ["The Willow Centre"],
    ),
    "an address that says the heading in full": (
        (
            "<h2>Tribunal</h2><p>Oakley Tribunal (Disability)<br>1st Floor, Old Court<br>High Road<br>E8 1EA</p>"
            "<p>Telephone: 020 7946 0104</p>"
        ),
        ["Oakley Tribunal (Disability)"],
    ),
    "an address on one line": (
        "<h3>Contact</h3><p>Oakley Family Hub, 3 High Street, Oakley, OX1 2JD<br>020 7946 0104</p>",
        ["Oakley Family Hub"],
    ),
    "ways under headings of their own": (
        ("<h2>Sensory Support</h2><h3>Phone</h3><p>020 7946 0104</p><h3>By email</h3><p>sensory@example.gov.uk</p>"),
        ["Sensory Support"],
    ),
    "somebody for some readers only": (
        "<h2>Who to contact</h2><p>Caseworker (surnames A to K): 020 7946 0104</p>",
        ["Caseworker"],
    ),
    "a heading that tells readers to do something": (
        "<h2>Blue Badge Office</h2><h3>Book a place</h3><p>Ring 020 7946 0104.</p>",
        ["Blue Badge Office"],
    ),
    "a sentence that begins with a capital only for that": (
        "<h2>Blue Badge Office</h2><p>Download the form or ring 020 7946 0104.</p>",
        ["Blue Badge Office"],
    ),
    "numbers everybody knows": (
        "<p>In an emergency dial 999.</p><p>For urgent medical help call 111.</p>",
        ["Emergency services", "NHS 111"],
    ),
    "an accessible format of a document": (
        (
            "<h2>Housing strategy 2021 to 2026</h2><p>PDF, 1 MB</p><p>If you need a version of this document in a more"
            " accessible format, email formats@homeoffice.gov.uk.</p>"
        ),
        ["Home Office"],
    ),
}


@pytest.mark.parametrize(("body", "right"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_contact_is_named_as_a_reader_names_it(body: str, right: list[str]) -> None:
    assert names(framed(body)) == right


def test_the_same_details_said_again_are_one_contact() -> None:
    page = framed(
        "<h2>Blue Badge Office</h2><p>020 7946 0102</p><p>badges@example.gov.uk</p><h2>Opening times</h2>"
        "<p>Out of term call 020 7946 0102 or write to badges@example.gov.uk.</p>"
    )
    assert names(page) == ["Blue Badge Office"]


def test_what_the_page_states_for_machines_names_a_number_without_a_name() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@type": "Organization", "name": "Example Advice Hub",'
        '"telephone": "+44 20 7946 0104"}</script></head><body><main><h1>Questions?</h1>'
        "<p>Ring 020 7946 0104.</p></main></body></html>"
    )
    assert names(page) == ["Example Advice Hub"]


@pytest.mark.parametrize(
    ("first", "told", "right"),
    [
        ("Night Line\nExample Trust", "Night Line listens.", "Night Line (Example Trust)"),
        ("Night Line\nExample Trust", "Example Trust listens.", "Example Trust (Night Line)"),
        ("Night Line\nExample Trust", "The Example Trust's Night Line listens.", "Example Trust - Night Line"),
        ("Night Line\nExample Trust", "It is run by the Example Trust for all.", "Example Trust - Night Line"),
        ("Night Line (NL)\nNight Line", "We listen.", "Night Line (NL)"),
    ],
)
def test_a_service_is_named_with_who_runs_it(first: str, told: str, right: str) -> None:
    assert names(f"{first}\n\n{told}\n\n020 7946 0105", kind="text") == [right]


def test_a_part_of_an_organisation_says_which_part() -> None:
    page = (
        "Example Tribunal\n\nGeneral enquiries (Scotland)\nExample Tribunal\n4 Foundry Walk\nEdinburgh\nEH1 1AA\n"
        "Example Tribunal: north@example.gov.uk\n\nMedia enquiries\nOut of hours: 020 7946 0106"
    )
    assert names(page, kind="text") == ["Example Tribunal (Scotland)", "Media enquiries"]


def test_a_number_is_not_named_after_the_contact_above() -> None:
    page = framed("<p>Blue Badge Office</p><p>020 7946 0102</p><p>If that does not help:</p><p>020 7946 0109</p>")
    assert names(page) == ["Blue Badge Office", "Help with getting about"]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Questions?\n\nWrite to travelmanagers@example.gov.uk.", "Travel managers"),
        ("Questions?\n\nWrite to duty.desk@example.gov.uk.", "Duty desk"),
        ("Questions?\n\nWrite to jo.reed@example.org.", None),
        ("Questions?\n\nWrite to info@example.org.", None),
        ("Questions?\n\nRing 020 7946 0104.\n\nHarbour Families is independent.", "Harbour Families"),
        ("Questions?\n\nRing 020 7946 0104.\n\nAll Children are welcome.", None),
        ("Questions?\n\nRing the council on 020 7946 0104 or see www.oakley.gov.uk", "Oakley Council"),
        ("Advice Line\n020 7946 0104\n020 7946 0105", "Advice Line"),
    ],
)
def test_weak_signs_name_whom_nothing_else_names(words: str, right: str | None) -> None:
    assert names(words, kind="text") == [right]


def test_an_office_is_named_with_its_organisation() -> None:
    line = "Foundry & Mill {} Office Old House Long Road, 12 - {} Tel: 020 7946 010{}"
    north, west = line.format("Northern", "Leeds", 4), line.format("Welsh", "Cardiff", 5)
    page = f"Ask Foundry & Mill for advice.\n\nLeeds\n\n{north}\n\nCardiff\n\n{west}\n\nYork\n\nTel: 020 7946 0106"
    assert names(page, kind="text") == ["Foundry & Mill Leeds", "Foundry & Mill Cardiff", "York"]


def test_a_mailbox_that_begins_the_title_says_whose_it_is() -> None:
    page = "Foundry for Young Makers events\n\nConferences\n\nTo book, write to foundry@example.org."
    assert names(page, kind="text") == ["Foundry for Young Makers"]
    assert names(page.replace("foundry@", "events@"), kind="text") == ["Conferences"]
