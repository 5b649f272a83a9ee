"""Each way of sending, against a real server on this machine."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import SMTP

from checker import notices
from checker.errors import CheckerError
from checker.model.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

# Apprise asks whether the standard library still has a module that Python 3.13 took out
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

NOTICE = Notice(
    channel="SEND_TEAM",
    owner="SEND team",
    subject="SEND team: 2 new problems on your advice pages",
    first="Example Council: 2 new problems on Homelessness advice.",
    text="Example Council: 2 new problems on Homelessness advice.\n\nThis number “020 7946 095” is too short.\n",
    html="<p>This number “020 7946 095” is too short, &lt;b&gt;not bold&lt;/b&gt;.</p>",
)
SECRET = "s3cr3t-and-long"  # noqa: S105 - a word to look for
KEY = f"name-{'a' * 8}-aaaa-4aaa-8aaa-{'a' * 12}-{'b' * 8}-bbbb-4bbb-8bbb-{'b' * 12}"


@contextmanager
def web(status: int = 200) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """A server that gives one answer, and remembers what it was sent."""
    got: list[tuple[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, json.loads(self.rfile.read(int(self.headers["content-length"])))))
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("location", "/elsewhere")
            self.end_headers()
            self.wfile.write(b'{"errors": [{"error": "BadRequestError", "message": "no"}]}')

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", got
        finally:
            server.shutdown()
            thread.join()


class Box:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 - its names
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@contextmanager
def post_office() -> Iterator[tuple[str, Box]]:
    box = Box()
    loop = asyncio.new_event_loop()
    starting = loop.create_server(lambda: SMTP(box, hostname="localhost", loop=loop), "127.0.0.1", 0)
    server = loop.run_until_complete(starting)
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()


def complaint(address: str, capfd: pytest.CaptureFixture[str]) -> str:
    """What is said of a notice that could not be sent. The address is in none of it."""
    with pytest.raises(CheckerError) as caught:
        notices.send(address, NOTICE)
    said = f"{caught.value.message} {caught.value.hint}"
    out, err = capfd.readouterr()
    assert SECRET not in said + out + err
    assert KEY not in said + out + err
    return said


def test_a_webhook_gets_json() -> None:
    with web() as (host, got):
        notices.send(f"webhook+http://{host}/hook?token={SECRET}", NOTICE)
    ((path, said),) = got
    assert path == f"/hook?token={SECRET}"
    assert said["subject"] == NOTICE.subject
    assert said["text"] == NOTICE.text
    assert said["first"] == NOTICE.first
    assert said["html"] == NOTICE.html
    assert said["owner"] == "SEND team"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_does_not_take_it_is_told_without_its_address(
    status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with web(status) as (host, got):
        assert f"answered {status}" in complaint(f"webhook+http://{host}/{SECRET}", capfd)
    assert len(got) == 1, "a redirect is not followed"


def test_a_webhook_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    with web() as (host, _):
        pass
    assert "did not answer" in complaint(f"webhook+http://{host}/{SECRET}", capfd)


def test_mail_is_html_with_its_words_beside_it() -> None:
    with post_office() as (host, box):
        notices.send(f"mailto://{host}?from=checker@example.gov.uk&to=team@example.gov.uk", NOTICE)
    ((to, content),) = box.mails
    assert to == ["team@example.gov.uk"]
    mail = message_from_bytes(content, policy=policy.default)
    assert mail["subject"] == NOTICE.subject
    html, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None
    assert "&lt;b&gt;not bold" in html.get_content()
    assert plain is not None
    assert "020 7946 095" in plain.get_content()


def test_mail_that_nobody_takes_is_told_without_its_address(capfd: pytest.CaptureFixture[str]) -> None:
    with post_office() as (host, _):
        pass
    said = complaint(f"mailto://checker:{SECRET}@{host}?from=a@example.gov.uk&to=b@example.gov.uk", capfd)
    assert "was not taken" in said


def test_apprise_sends_text_everywhere_else() -> None:
    with web() as (host, got):
        notices.send(f"json://{host}/", NOTICE)
    ((_, said),) = got
    assert said["title"] == NOTICE.subject
    assert said["message"].strip() == NOTICE.text.strip()


def test_govuk_notify_is_handed_the_words_for_a_template() -> None:
    with web(201) as (host, got):
        notices.send(f"govuk-notify://{KEY}@template-1/a@example.gov.uk,b@example.gov.uk?api=http://{host}", NOTICE)
    assert [each["email_address"] for _, each in got] == ["a@example.gov.uk", "b@example.gov.uk"]
    path, said = got[0]
    assert path == "/v2/notifications/email"
    assert said["template_id"] == "template-1"
    assert said["personalisation"] == {"subject": NOTICE.subject, "first": NOTICE.first, "text": NOTICE.text}


def test_govuk_notify_that_refuses_is_told_without_the_key(capfd: pytest.CaptureFixture[str]) -> None:
    with web(403) as (host, _):
        assert "answered 403" in complaint(f"govuk-notify://{KEY}@t/a@example.gov.uk?api=http://{host}", capfd)


@pytest.mark.parametrize("address", [SECRET, f"govuk-notify://{SECRET}", f"nothing-known://{SECRET}"])
def test_what_is_no_address_is_told_without_it(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert "SEND_TEAM" in complaint(address, capfd)
