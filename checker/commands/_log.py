"""What was done, as JSON lines for a machine: stages and requests.

No secrets and no readers: headers and bodies are left out, and of an address the name and password, what follows a name
like `token`, and the wrapper of a mail program, which names who got the mail.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from checker import wrappers
from checker.commands._terminal import say
from checker.errors import Incomplete

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from checker.model.fetching import Fetched


_USER = re.compile(r"^([a-z][a-z0-9+.-]{0,20}://)[^/?#@]*@", re.IGNORECASE)
_PAIR = re.compile(r"(?<=[?&;])([^=&;#?]{1,60})=([^&;#]+)")
_SECRET = re.compile(r"token|key|secret|passw|sig|auth|session|sid$|jwt|ticket", re.IGNORECASE)


def shown(address: str) -> str:
    """Give an address as it may stand in a log."""
    wrapped = wrappers.unwrap(address)
    if wrapped and wrapped.names_reader:
        address = wrapped.address or f"a wrapper of {wrapped.maker}"
    return _PAIR.sub(_without_secret, _USER.sub(r"\1", address))


def _without_secret(pair: re.Match[str]) -> str:
    return f"{pair[1]}=..." if _SECRET.search(pair[1]) else pair[0]


class Log:
    """A file of JSON lines, and with `-vv` a line a request on stderr. Use as a context manager."""

    def __init__(self, path: str | None, *, aloud: bool = False) -> None:
        """Say where to. None means nowhere.

        Args:
            path: The file; it is continued where it exists.
            aloud: Tell every request on stderr too.
        """
        self._path, self._aloud = path, aloud
        self._file: TextIO | None = None
        self.run = ""
        """The run that lines belong to."""

    def __enter__(self) -> Self:
        """Open the file.

        Raises:
            Incomplete: It cannot be written.
        """
        if self._path is not None:
            try:
                self._file = open(self._path, "a", encoding="utf-8")  # noqa: PTH123 - closed in __exit__
            except OSError as fault:
                raise Incomplete(f"--log-file: {self._path} cannot be written: {fault.strerror}.") from fault
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def request(self, answer: Fetched) -> None:
        """Write one request and what came of it."""
        if self._file is None and not self._aloud:
            return
        came = answer.status or (answer.failure.value if answer.failure else None)
        if self._aloud:
            say(f"{came} {shown(answer.final_url)} {answer.seconds * 1000:.0f} ms")
        seconds, where = round(answer.seconds, 3), shown(answer.final_url)
        self.write("request", url=where, came=came, seconds=seconds, address=answer.address)

    def write(self, what: str, **facts: object) -> None:
        """Write one line. A full disk costs the log, not the run."""
        if self._file is None:
            return
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "run": self.run, "what": what, **facts}
        try:
            self._file.write(json.dumps(line, ensure_ascii=True) + "\n")
            self._file.flush()
        except OSError as fault:
            print(f"The log file can no longer be written: {fault.strerror}.", file=sys.stderr)  # noqa: T201 - last word
            self._file = None
