from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import dates, days


def values(text: str) -> list[tuple[str, str | None]]:
    return [(text[found.start : found.end], found.value) for found in dates.find(text)]


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("Page last modified 03/06/21", "03/06/21", "2021-06-03"),
        ("Page last modified: 29/08/2023", "29/08/2023", "2023-08-29"),
        ("Closed 10.7.15 for good", "10.7.15", "2015-07-10"),
        ("11th September 2025", "11th September 2025", "2025-09-11"),
        ("the 3rd of March 2026", "3rd of March 2026", "2026-03-03"),
        ("02 Jul 2020", "02 Jul 2020", "2020-07-02"),
        ("January 15, 2020", "January 15, 2020", "2020-01-15"),
        ("24\n/ May / 2019", "24\n/ May / 2019", "2019-05-24"),
        ("2016-09-05T14:00:00+01:00", "2016-09-05T14:00:00+01:00", "2016-09-05"),
        ("2021-06-03", "2021-06-03", "2021-06-03"),
        ("since June 2018.", "June 2018", "2018-06"),
        ("results in spring 2022", "spring 2022", "2022"),
        ("the agreement ends in 2018", "2018", "2018"),
        ("open until 19th April", "19th April", "--04-19"),
        ("Updated 20th Oct.", "20th Oct", "--10-20"),
        ("by 31/06/2021", "31/06/2021", None),
        ("Updated 2016/11/18 06:31", "2016/11/18", "2016-11-18"),
        ("the 19th day of May, 2015", "19th day of May, 2015", "2015-05-19"),
        ("13-15 December 2014", "13-15 December 2014", "2014-12-15"),
        ("on 29 February 2023", "29 February 2023", None),
        ("on 29 February 2024", "29 February 2024", "2024-02-29"),
    ],
)
def test_dates_are_read_day_first_and_strictly(text: str, raw: str, value: str | None) -> None:
    assert values(text) == [(raw, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0208 441 1355 or 020 7275 6036",
        "open 24/7",
        "from 9.30-17.00",
        "sort code 20-10-15",
        "version 1.2.10",
        "sort code: 20-45-92",
        "SI 2014/1530",
        "you may call 3 may be too few",
        "between 16-25 years",
        "2016-17 to 2019-20",
        "ISBN 978-1-4741-4098-0",
        "FSV2-6/2018",
        "5 mar",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert values(text) == []


def test_an_iso_date_is_never_swapped() -> None:
    assert values("2021-03-06 and 2021-13-01") == [("2021-03-06", "2021-03-06"), ("2021-13-01", None)]


def test_the_last_day_of_what_is_meant() -> None:
    assert days.last_day("2024-02") == date(2024, 2, 29)
    assert days.last_day("2024-12") == date(2024, 12, 31)
    assert days.last_day("2024") == date(2024, 12, 31)
    assert days.last_day("2024-05-06") == date(2024, 5, 6)
    assert days.last_day("--05-06") is None


@pytest.mark.parametrize(
    "words", ["20200316T0", "2020-W12-1", "2020-3-16 ", "20-03-2016", "2020-02-30", "", "2020-01-01x"]
)
def test_only_a_whole_date_is_whole(words: str) -> None:
    assert days.whole(words) is None


def test_months_are_counted_whole() -> None:
    assert days.months_between(date(2025, 11, 24), date(2026, 11, 23)) == 11
    assert days.months_between(date(2025, 11, 23), date(2026, 11, 23)) == 12
    assert days.months_between(date(2026, 12, 1), date(2026, 11, 23)) == -1


@given(st.text(alphabet="0123456789/-. JanuaryMy,stndth\n'’T:", max_size=200))
def test_whatever_is_written_nothing_raises_and_spans_lie_within(text: str) -> None:
    for found in dates.find(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["1/", "12 ", "1 of ", "January ", "2021-", "3rd\n", "ends in ", "1.1.", "9" * 50 + " "]
)
def test_long_lines_take_no_longer_than_their_length(piece: str) -> None:
    list(dates.find(piece * (500_000 // len(piece))))


@pytest.mark.parametrize(
    ("texts", "proved"),
    [
        (["Updated 01/23/2021", "Open on 02/03/2021"], True),
        (["Updated 01/23/2021", "Open on 23/03/2021"], False),
        (["Open on 02/03/2021"], False),
        (["Case 1/23/456/7"], False),
    ],
)
def test_the_american_order_must_be_proved(texts: list[str], proved: bool) -> None:  # noqa: FBT001 - a table's column
    assert dates.writes_month_first(texts) is proved


def test_figures_are_read_month_first_where_that_is_known() -> None:
    text = "02/03/2021, 2021-02-03 and 3 February 2021"
    assert [each.value for each in dates.find(text, month_first=True)] == ["2021-02-03"] * 3
