from __future__ import annotations

from datetime import date

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def contacts(words: str, *, kind: str = "text") -> list[tuple[str | None, list[str], list[str]]]:
    settings = Settings(today=date(2026, 11, 23), reader=kind)
    result = examine(Source(target="page", body=words.encode()), settings)
    assert not result.unchecked
    return [
        (each.name, [phone.raw for phone in each.phones], [email.raw for email in each.emails])
        for each in result.inventory.contacts
    ]


def test_lines_under_a_name_are_one_contact() -> None:
    page = (
        "Help with school\n\nAdvice Team\n\n020 7946 0796 (Advice Line)\n\n020 7946 0797\n\nEmail team@example.gov.uk"
    )
    assert contacts(page) == [("Advice Team", ["020 7946 0796", "020 7946 0797"], ["team@example.gov.uk"])]


def test_a_number_and_or_email_in_one_line_belong_together() -> None:
    page = "Contacts\n\nTel: 020 7946 0796 or email: desk@example.gov.uk"
    assert [(phones, emails) for _, phones, emails in contacts(page)] == [(["020 7946 0796"], ["desk@example.gov.uk"])]


def test_two_names_in_one_sentence_are_two_contacts() -> None:
    page = "Groups\n\nThere are Vale Carers (tel: 020 7946 0950) and Hillside Carers (tel: 020 7946 0286)."
    assert [phones for _, phones, _ in contacts(page)] == [["020 7946 0950"], ["020 7946 0286"]]


def test_each_sentence_about_somebody_else_is_a_contact() -> None:
    page = (
        "Questions\n\nFor enquiries about the fund, email fund@example.gov.uk.\n\n"
        "For enquiries about the grant, email grant@example.gov.uk."
    )
    assert [emails for _, _, emails in contacts(page)] == [["fund@example.gov.uk"], ["grant@example.gov.uk"]]


def test_out_of_hours_belongs_to_the_number_before() -> None:
    page = "Worried?\n\nThe hub can be reached on 020 7946 0767.\n\nAfter hours: 020 7946 0148"
    assert [phones for _, phones, _ in contacts(page)] == [["020 7946 0767", "020 7946 0148"]]


def test_a_name_spelt_by_the_address_is_found_under_a_question() -> None:
    page = (
        "Mediation\n\nWho can help?\n\nHarbour Families - mediation service is our provider.\n\n"
        "Email: sen@harbourfamilies.org.uk\n\nPhone: 020 7946 0950"
    )
    assert contacts(page) == [("Harbour Families", ["020 7946 0950"], ["sen@harbourfamilies.org.uk"])]


def test_rows_of_a_table_are_contacts_of_their_own() -> None:
    page = (
        "<main><h1>Offices</h1><table><tr><td>North office</td><td>020 7946 0950</td><td>n@example.gov.uk</td></tr>"
        "<tr><td>South office</td><td>020 7946 0951</td><td>s@example.gov.uk</td></tr></table></main>"
    )
    assert contacts(page, kind="html") == [
        ("North office", ["020 7946 0950"], ["n@example.gov.uk"]),
        ("South office", ["020 7946 0951"], ["s@example.gov.uk"]),
    ]


def test_labels_in_cells_of_their_own_part_nobody() -> None:
    rows = (("E-mail", "club@example.gov.uk"), ("Telephone", "020 7946 0796"), ("Website", "www.example.org.uk"))
    listed = "".join(f"<dt>{label}:</dt><dd>{said}</dd>" for label, said in rows)
    page = f"<main><h1>Chess Club</h1><dl>{listed}</dl></main>"
    assert contacts(page, kind="html") == [("Chess Club", ["020 7946 0796"], ["club@example.gov.uk"])]


def test_the_label_of_a_venue_is_no_part_of_its_name() -> None:
    number = "<p>Telephone: 020 7946 0796</p>"
    for said in ("<p><b>Name of venue</b>\nPark Library</p>", "<p>Venue name: Park Library</p>"):
        page = f"<main><h1>Play</h1><h2>Where to go</h2>{said}{number}</main>"
        assert contacts(page, kind="html") == [("Park Library", ["020 7946 0796"], [])]


def test_a_number_in_the_footer_belongs_to_nobody_in_the_text() -> None:
    page = (
        "<main><h1>Grants</h1><h2>Grants desk</h2><p>Email: grants@example.gov.uk</p></main>"
        "<footer><p>Example Council: 020 7946 0999</p></footer>"
    )
    assert [(phones, emails) for _, phones, emails in contacts(page, kind="html")] == [
        ([], ["grants@example.gov.uk"]),
        (["020 7946 0999"], []),
    ]
