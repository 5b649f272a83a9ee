"""What the environment holds for a site's door, and where it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from checker.commands._door import held
from checker.errors import UsageFault
from checker.model.sites import Door, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended

START = "https://preview.example.gov.uk/next/"


def a_site(start: str = START, **more: Any) -> Site:
    door = more.pop("door", Door(headers=(("X-Key", "DOOR_KEY"),)))
    return Site(key="next", name="Next", start=start, door=door, file="sources/next.toml", **more)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DOOR_KEY": "k",
        "DOOR_USER": "me",
        "DOOR_PASSWORD": "a:b é",
        "DOOR_COOKIE": "c\r\nX: y",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("start", "include", "origins"),
    [
        (START, (), {"https://preview.example.gov.uk"}),
        ("https://preview.example.gov.uk:8443/", (), {"https://preview.example.gov.uk:8443"}),
        ("http://intranet.example.gov.uk/", (), {"http://intranet.example.gov.uk"}),
        (
            START,
            ("/kb5/*", "https://files.example.gov.uk/*"),
            {"https://preview.example.gov.uk", "https://files.example.gov.uk"},
        ),
        # whoever owns a host that fits could ask for the secrets
        (START, ("https://*.example.gov.uk/*", "*/advice/*", "https://a.example*"), {"https://preview.example.gov.uk"}),
    ],
)
def test_only_addresses_whose_host_is_written_out_are_shown_anything(
    start: str, include: tuple[str, ...], origins: set[str]
) -> None:
    found = held(a_site(start, include=include))
    assert found is not None
    assert found.origins == origins


def test_name_and_password_and_cookies_are_written_as_they_are_sent() -> None:
    shown = (("a", "DOOR_KEY"), ("b", "DOOR_COOKIE"))
    door = Door(user="DOOR_USER", password="DOOR_PASSWORD", cookies=shown)  # noqa: S106 - a variable's name
    found = held(a_site(door=door))
    assert found is not None
    assert found.headers == (("Authorization", "Basic bWU6YTpiIMOp"),)
    # a line end in a secret begins no header of its own
    assert found.cookies == "a=k; b=c X: y"


def test_a_site_that_lets_everybody_in_needs_nothing() -> None:
    assert held(None) is None
    assert held(a_site(door=None)) is None


def test_a_file_that_is_not_there_is_said_without_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOOR_CERTIFICATE", "/home/somebody/secret-place.pem")
    with pytest.raises(UsageFault) as told:
        held(a_site(door=Door(certificate="DOOR_CERTIFICATE")))
    assert "the file that DOOR_CERTIFICATE names" in told.value.message
    assert "secret-place" not in f"{told.value.message} {told.value.hint}"


def test_doctor_says_which_are_set(ask: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    door = '[door]\nheaders = { "X-Key" = "DOOR_KEY" }\ncookies = { "a" = "DOOR_MISSING" }\n'
    (tmp_path / "sources" / "next.toml").write_text(f'name = "Next"\nstart = "{START}"\n{door}')
    said = ask("doctor").out
    assert "DOOR_KEY is set" in said
    assert "DOOR_MISSING is not set, so next cannot be got into" in said
