"""The fixture that keeps tests on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import WayOutError


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as out, pytest.raises(WayOutError):
        out.connect(("192.0.2.1", 80))
    with pytest.raises(WayOutError):
        socket.create_connection(("www.example.gov.uk", 80), timeout=1)


def test_this_machine_can() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
