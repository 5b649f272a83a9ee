"""Email addresses that others collected to try out how they are read.

The mark is 0.97, for those that are right and for those that are not. What differs from the collections, and why:

* An ending of one letter that no site has: it is an email, and `email-unknown-ending` says what is wrong. An address on
  a page is told about, not passed over. The collections themselves disagree on these.
* Borderline rows (quotation marks, comments, a number for a host): not scored. Nobody writes them on a council's page.
* Letters that only look like others (full width): mistyped, as one collection says; the other reads them as those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.model.mentions import Kind
from tests.corpora.scores import looked_at, share
from tests.shared import rows

if TYPE_CHECKING:
    from checker.model.mentions import Mention


def emails(address: str) -> tuple[Mention, ...]:
    return looked_at(f"Email: {address}\n").inventory.of(Kind.EMAIL)


def test_emails() -> None:
    def well(row: dict[str, Any]) -> bool:
        local, _, host = row["address"].rpartition("@")
        found = [each.value for each in emails(row["address"]) if each.value]
        return (f"{local}@{host.lower()}" in found) == (row["verdict"] == "valid")

    cases = [row for row in rows("emails") if row["verdict"] != "borderline"]
    for verdict in ("valid", "invalid"):
        of = [row for row in cases if row["verdict"] == verdict]
        assert share(f"emails, {verdict}", ((row["address"], well(row)) for row in of)) >= 0.97


def test_an_address_that_cannot_be_right_is_faulted() -> None:
    """Whatever is found in the text of an unsound address, as a whole, has a problem that says what is wrong."""

    def well(row: dict[str, Any]) -> bool:
        found = looked_at(f"Email: {row['address']}\n")
        whole = any(each.raw == row["address"] and each.kind is Kind.EMAIL for each in found.inventory.mentions)
        faulted = any(each.rule in {"email-malformed", "email-unknown-ending"} for each in found.problems)
        return faulted or not whole

    cases = [row for row in rows("emails") if row["verdict"] == "invalid"]
    assert share("emails, unsound", ((row["address"], well(row)) for row in cases)) >= 0.97
