"""What can stop the checker, as opposed to what can be wrong with a page.

    CheckerError            one sentence, and what to do about it
    ├── UsageFault          asked wrongly: option, rule, format, site file (exit 2)
    └── Incomplete          rightly asked, but could not be completed (exit 3)

A fault of a page is never an exception: it is a `Problem`. What could not be looked at is an `Unchecked`.
"""


class CheckerError(Exception):
    """Something the person running the checker has to know, in a sentence, with a hint what to do."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageFault(CheckerError):
    """The checker was asked wrongly."""

    exit_code = 2


class Incomplete(CheckerError):
    """The checker was asked rightly but could not finish."""

    exit_code = 3
