"""Phones, emails, addresses, dates and postcodes that others collected, in text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker import numbering, urls
from checker.extractors._addresses import addresses
from checker.extractors.emails import recipients
from checker.model.mentions import Kind
from tests.corpora.scores import looked_at, share
from tests.shared import rows

if TYPE_CHECKING:
    from checker.model.mentions import Mention


_UNDECIDED = re.compile(r"01919?48[06-9]|0800\d{6}$")
_EXTENSION = re.compile(r"[ ,;]*(?:ext?n?|int|x|#)[.: ]*\d{1,6}$", re.IGNORECASE)


def mentions(words: str, *kinds: Kind, region: str = "GB") -> list[Mention]:
    return [each for each in looked_at(words, region=region).inventory.mentions if each.kind in kinds]


def test_uk_postcodes() -> None:
    def well(row: dict[str, Any]) -> bool:
        alone = mentions(row["input"], Kind.POSTCODE)
        within = mentions(f"Advice Centre\n1 High Street, Leeds {row['input']}\nTel: 0113 496 0123", Kind.POSTCODE)
        expected = [re.sub(r"\s", "", row["input"]).upper()] if row["valid"] else []
        return all([(each.value or "").replace(" ", "") for each in found] == expected for found in (alone, within))

    assert share("uk_postcodes", ((row["input"], well(row)) for row in rows("uk_postcodes"))) >= 0.98


def test_mailto() -> None:
    def well(row: dict[str, Any]) -> bool:
        body = f'<p><a href="{row["uri"]}">write to us</a></p>'
        found = [each.value for each in looked_at(body, reader="html").inventory.of(Kind.EMAIL)]
        return not row["valid"] or len(found) == len(recipients(row["uri"]))

    assert share("emails, mailto", ((row["uri"], well(row)) for row in rows("emails", "mailto"))) >= 0.98


def test_phone_text_matcher() -> None:
    def well(row: dict[str, Any]) -> bool:
        found = [each.raw for each in mentions(row["text"], Kind.PHONE, region=row["region"] or "ZZ") if each.value]
        expected = [each["raw"] for each in row["expected"]]
        if row["region"] == "GB":
            expected = [_EXTENSION.sub("", each) for each in expected]  # for us an extension is a label
        number = {"none": 1, "first": 1}.get(row["match"], len(expected))
        return found[:number] == expected[:number]

    every = rows("phone_text_matcher")
    for row in every:
        mentions(row["text"], Kind.PHONE)
    scored = [row for row in every if row["agrees_with_real_metadata"] and row["leniency"] == "VALID"]
    assert share("phone_text_matcher", ((row["text"], well(row)) for row in scored)) >= 0.98


def test_phone_gb_validity() -> None:
    """Numbers that can be in use are told from those that cannot, by the numbering plan alone.

    What the plan does not decide is left out: Ofcom's numbers for drama lie in ranges that are in use (0191 498 0), of
    which one source calls the whole thousands around them unallocated; and 0800 numbers of ten digits are old, few and
    real, which the sources also disagree on.
    """

    def well(row: dict[str, Any]) -> bool:
        value = numbering.e164(row["number"], "GB")
        return (value is not None and numbering.is_valid(value)) == row["valid"]

    for part in ("ranges", "asserts"):
        cases = [row for row in rows("phone_gb_validity", part) if not _UNDECIDED.match(row["number"])]
        assert share(f"phone_gb_validity, {part}", ((row["number"], well(row)) for row in cases)) >= 0.99


def test_drama_numbers() -> None:
    def well(row: dict[str, Any]) -> bool:
        return numbering.is_drama(numbering.e164(row["number"], "GB") or "") == row["drama"]

    cases = ((row["number"], well(row)) for row in rows("phone_gb_validity", "drama"))
    assert share("phone_gb_validity, drama", cases) == 1


def test_short_codes_are_never_wrong_numbers() -> None:
    def well(row: dict[str, Any]) -> bool:
        return not any(each.rule == "phone-cannot-ring" for each in looked_at(f"Call {row['number']} now").problems)

    cases = ((row["number"], well(row)) for row in rows("phone_gb_validity", "shortcodes"))
    assert share("phone_gb_validity, short codes", cases) == 1


def test_dates_text() -> None:
    def well(row: dict[str, Any]) -> bool:
        days = {each.value for each in mentions(row["text"], Kind.DATE) if len(each.value or "") == len("2026-11-23")}
        return days == set(row["expected_dates"])  # months without a day are found, and are no days

    every = rows("dates_text")
    for row in [*every, *rows("dates_text", "validatorjs")]:
        mentions(str(row.get("text") or row.get("input") or ""), Kind.DATE)
    assert share("dates_text", ((row["text"], well(row)) for row in every if row["usable_for_gb"])) >= 0.97


def test_url_parsing() -> None:
    def well(row: dict[str, Any]) -> bool:
        got = urls.resolve(row["input"], row["base"])
        return got is None if row["failure"] else got == row["href"]

    every = rows("url_parsing")
    assert share("url_parsing, http", ((r["input"], well(r)) for r in every if r.get("http"))) >= 0.95
    assert share("url_parsing, failures", ((r["input"], well(r)) for r in every if r["failure"])) >= 0.95
    for row in every:
        urls.parts(row["input"])
        urls.target(row["input"])
        list(addresses(row["input"]))
        urls.host_of(urls.resolve(row["input"], row["base"]))


def test_uk_public_contacts() -> None:
    for row in rows("uk_public_contacts"):
        for phone in row["phones"]:
            found = mentions(f"Tel: {phone['number']}", Kind.PHONE)
            reference = phone["libphonenumber_GB"]
            if reference["valid"]:
                assert reference["e164"] in {each.value for each in found}, phone
        mentions(row.get("free_text") or "", Kind.PHONE)


def test_uk_public_contacts_emails() -> None:
    def well(email: str) -> bool:
        return email.lower() in {(each.value or "").lower() for each in mentions(f"Email: {email}", Kind.EMAIL)}

    cases = [(each["email"], well(each["email"])) for row in rows("uk_public_contacts") for each in row["emails"]]
    assert share("uk_public_contacts, emails", cases) >= 0.98
