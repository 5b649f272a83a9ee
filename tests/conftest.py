"""What every test has: no way out of this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

import pytest
from hypothesis import settings

from tests.world.fixtures import running_world, world

# The same examples every time, and no deadline: a machine that is busy with something else must not make a test fail.
# `make soak` draws new ones, and many.
settings.register_profile("same", deadline=None, derandomize=True, database=None, max_examples=100)
settings.register_profile("soak", deadline=None, database=None, max_examples=3000)
settings.load_profile(os.environ.get("CHECKER_TESTS_EXAMPLES", "same"))

__all__ = ["no_way_out", "running_world", "world"]

LOCAL_NAMES = {"localhost", "", None}


class WayOutError(Exception):
    """A test tried to reach another machine."""


def is_here(host: Any) -> bool:
    """Tell whether a host is this machine. Only numbers are believed, and one name."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every connection and every question to a name server raise, loopback excepted."""

    def guarded(original: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address[0]):
                raise WayOutError(address)
            return original(self, address)

        return connect

    def getaddrinfo(host: Any, *args: Any, **more: Any) -> Any:
        if not is_here(host):
            raise WayOutError(host)
        return asked(host, *args, **more)

    asked = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
