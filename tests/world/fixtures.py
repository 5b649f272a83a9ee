"""The fixture `world`. Nothing is loaded before the first test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world.internet import World


@pytest.fixture(scope="session")
def running_world() -> Iterator[World]:
    """Run one world for all tests."""
    from tests.world.internet import World  # noqa: PLC0415 - most tests do without it

    with World() as world:
        yield world


@pytest.fixture
def world(running_world: World) -> World:
    """Give the world as it is on the first night, with empty logs."""
    running_world.reset()
    return running_world
