from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from checker.model.fetching import Failure
from checker.model.names import MailServers, Resolved
from checker.web.names import Names, _server
from tests.web.servers import nameserver

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Records = dict[tuple[str, str], list[str] | int | None]


def said(
    records: Records, ask: Callable[[Names], Awaitable[object]], asked: list[str] | None = None, *, trusted: bool = True
) -> object:
    async def run() -> object:
        async with nameserver(records, asked=asked) as server:
            names = Names(nameserver=server, timeout=0.2, trusted=trusted)
            try:
                return await ask(names)
            finally:
                await names.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            {("a.example", "MX"): ["20 two.a.example.", "10 ONE.a.example."]},
            MailServers(hosts=("one.a.example", "two.a.example")),
        ),
        ({("a.example", "MX"): ["0 ."]}, MailServers(null=True)),
        ({("a.example", "A"): ["192.0.2.1"]}, MailServers(failure=Failure.NO_ADDRESS)),
        ({}, MailServers(failure=Failure.NO_NAME)),
        ({("a.example", "MX"): 2}, MailServers(failure=Failure.NAME_SILENT)),
        ({("a.example", "MX"): 5}, MailServers(failure=Failure.NAME_SILENT)),
        ({("a.example", "MX"): None}, MailServers(failure=Failure.NAME_SILENT)),
    ],
    ids=["servers", "null MX", "no MX", "no such name", "SERVFAIL", "REFUSED", "silence"],
)
def test_who_takes_mail_and_why_not_are_told_apart(records: Records, expected: MailServers) -> None:
    assert said(records, lambda names: names.mx("a.example")) == expected


def test_texts_and_name_servers_are_given_where_there_are_any() -> None:
    records: Records = {
        ("a.example", "TXT"): ['"v=spf1 -all"', '"two" "parts"'],
        ("a.example", "NS"): ["NS2.a.example.", "ns1.a.example."],
    }
    assert said(records, lambda names: names.texts("a.example")) == ("v=spf1 -all", "twoparts")
    assert said(records, lambda names: names.name_servers("a.example")) == ("ns1.a.example", "ns2.a.example")
    assert said({}, lambda names: names.texts("a.example")) == ()
    assert said({("a.example", "NS"): 2}, lambda names: names.name_servers("a.example")) == ()


def test_addresses_of_the_newer_kind_are_given_where_there_are_no_others() -> None:
    records: Records = {("six.example", "AAAA"): ["2001:db8::1"]}
    assert said(records, lambda names: names.resolve("six.example")) == Resolved(addresses=("2001:db8::1",))


def test_a_server_that_fails_for_one_kind_has_not_said_there_is_none() -> None:
    records: Records = {("a.example", "A"): [], ("a.example", "AAAA"): 2}
    assert said(records, lambda names: names.resolve("a.example")) == Resolved(failure=Failure.NAME_SILENT)


def test_a_name_is_asked_once_whoever_wants_to_know() -> None:
    asked: list[str] = []

    async def ask(names: Names) -> None:
        await asyncio.gather(
            *(names.resolve("a.example") for _ in range(50)), *(names.mx("a.example") for _ in range(50))
        )
        await names.resolve("a.example.")

    said({("a.example", "A"): ["192.0.2.1"], ("a.example", "MX"): ["1 m.example."]}, ask, asked)
    assert sorted(asked) == ["a.example A", "a.example MX"]


def test_a_name_that_does_not_exist_is_asked_for_again_at_the_second_look() -> None:
    asked: list[str] = []
    records: Records = {("b.example", "A"): ["192.0.2.1"]}

    async def ask(names: Names) -> None:
        for name in ("a.example", "b.example"):
            for look in (1, 1, 2, 2):
                await names.resolve(name, look=look)

    said(records, ask, asked)
    assert asked == ["a.example A", "a.example A", "b.example A"]


def test_a_name_that_was_forgotten_is_resolved_as_before() -> None:
    async def ask(names: Names) -> list[Resolved]:
        before = await names.resolve("a.example")
        names.forget()
        return [before, await names.resolve("a.example")]

    assert said({("a.example", "A"): ["192.0.2.1"]}, ask) == [Resolved(addresses=("192.0.2.1",))] * 2


def test_one_who_gives_up_waiting_does_not_take_the_answer_from_the_others() -> None:
    async def ask(names: Names) -> object:
        first = asyncio.ensure_future(names.resolve("a.example"))
        second = asyncio.ensure_future(names.resolve("a.example"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert said({("a.example", "A"): ["192.0.2.1"]}, ask) == Resolved(addresses=("192.0.2.1",))


def test_two_thousand_names_at_once_are_all_answered() -> None:
    records: Records = {(f"h{number}.example", "A"): [f"192.0.2.{number % 256}"] for number in range(2000)}

    async def ask(names: Names) -> list[Resolved]:
        return await asyncio.gather(*(names.resolve(f"h{number}.example") for number in range(2000)))

    found = said(records, ask)
    assert isinstance(found, list)
    assert [each.failure for each in found if each.failure] == []


@pytest.mark.parametrize("name", ["a" * 64 + ".example", "x." * 200 + "example", "-", "a..b"])
def test_a_name_that_cannot_be_is_no_fault_of_the_name_server(name: str) -> None:
    found = said({}, lambda names: names.resolve(name))
    assert isinstance(found, Resolved)
    assert found.failure in {Failure.MALFORMED, Failure.NO_NAME}


@pytest.mark.parametrize(
    ("words", "server"),
    [
        ("", ("", 0)),
        ("192.0.2.1", ("192.0.2.1", 0)),
        ("192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 0)),
        ("[2001:db8::1]:53", ("2001:db8::1", 53)),
    ],
)
def test_a_name_server_is_named_with_or_without_a_port(words: str, server: tuple[str, int]) -> None:
    assert _server(words) == server


def test_a_name_server_that_is_down_is_not_waited_for_by_every_name() -> None:
    asked: list[str] = []
    records: Records = {(f"h{number}.example", "A"): None for number in range(600)}

    async def ask(names: Names) -> list[Resolved]:
        return await asyncio.gather(*(names.resolve(f"h{number}.example") for number in range(600)))

    found = said(records, ask, asked)
    assert isinstance(found, list)
    assert {each.failure for each in found} == {Failure.NAME_SILENT}
    assert len({each.partition(" ")[0] for each in asked}) < 250


def test_a_server_that_knows_nothing_of_the_internet_is_not_believed_that_a_name_does_not_exist() -> None:
    asked: list[str] = []

    async def ask(names: Names) -> list[Resolved]:
        return list(await asyncio.gather(*(names.resolve(f"{each}.example.org") for each in "abc")))

    assert said({}, ask, asked, trusted=False) == [Resolved(failure=Failure.NAME_SILENT)] * 3
    assert asked.count("uk NS") == 1
    assert said({}, ask) == [Resolved(failure=Failure.NO_NAME)] * 3


@pytest.mark.parametrize("records", [{("org", "NS"): ["a0.example."]}, {("uk", "A"): ["192.0.2.1"]}])
def test_one_that_knows_some_is_believed(records: Records) -> None:
    assert said(records, lambda names: names.resolve("gone.example.org"), trusted=False) == Resolved(
        failure=Failure.NO_NAME
    )
