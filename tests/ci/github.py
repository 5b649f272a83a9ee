"""A very small GitHub: the issues of one repository, on loopback, as its API serves them."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "harbourshire/content"
TOKEN = "a-token-of-tests"  # noqa: S105 - of no use anywhere


class GitHub:
    """Use as a context manager. `issues` and `asked` are what a test reads, `busy` is what it turns."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.labels: set[str] = set()
        self.asked: list[tuple[str, str]] = []
        self.busy = 0
        """How many requests are still to be answered with 503."""

    def __enter__(self) -> Self:
        served = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                given = json.loads(self.rfile.read(length) or b"null")
                status, said = served.answer(self.command, self.path, given, self.headers.get("Authorization", ""))
                body = json.dumps(said).encode()
                self.send_response(status)
                if status == 503:
                    self.send_header("Retry-After", "0.01")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PATCH = answer  # noqa: N815 - as the library calls them

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, method: str, path: str, given: Any, token: str) -> tuple[int, Any]:
        there = urlsplit(path)
        self.asked.append((method, there.path))
        if token != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        if self.busy:
            self.busy -= 1
            return 503, {"message": "Busy"}
        parts = there.path.removeprefix(f"/repos/{REPOSITORY}/").split("/")
        match method, parts:
            case "GET", ["issues"]:
                return 200, self._listed({name: values[0] for name, values in parse_qs(there.query).items()})
            case "POST", ["labels"]:
                known = given["name"] in self.labels
                self.labels.add(given["name"])
                return (422, {"message": "already_exists"}) if known else (201, given)
            case "POST", ["issues"]:
                return self._opened(given)
            case "PATCH", ["issues", number]:
                self.issues[int(number) - 1].update(given)
                return 200, self.issues[int(number) - 1]
            case "POST", ["issues", number, "comments"]:
                self.issues[int(number) - 1]["comments"].append(given["body"])
                return 201, given
        return 404, {"message": "Not Found"}

    def _listed(self, query: dict[str, str]) -> list[Any]:
        wanted = [each for each in self.issues if query["labels"] in each["labels"]]
        size, page = int(query["per_page"]), int(query["page"])
        return wanted[::-1][(page - 1) * size : page * size]

    def _opened(self, given: Any) -> tuple[int, Any]:
        if len(given["body"]) > 65_536 or not set(given["labels"]) <= self.labels:
            return 422, {"message": "Validation Failed"}
        self.issues.append({"number": len(self.issues) + 1, "state": "open", "comments": [], **given})
        return 201, self.issues[-1]
