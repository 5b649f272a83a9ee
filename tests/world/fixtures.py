"""The fixture `world`. Nothing is loaded before the first test asks for it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world.internet import World


def need_addresses() -> None:
    """Skip a test where this machine has no loopback address but one, as macOS has: every host needs its own."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.77.0.1", 0))
        except OSError:
            pytest.skip("this machine has no loopback addresses but 127.0.0.1")


@pytest.fixture(scope="session")
def running_world() -> Iterator[World]:
    """Run one world for all tests."""
    need_addresses()
    from tests.world.internet import World  # noqa: PLC0415 - most tests do without it

    with World() as world:
        yield world


@pytest.fixture
def world(running_world: World) -> World:
    """Give the world as it is on the first night, with empty logs."""
    running_world.reset()
    return running_world
