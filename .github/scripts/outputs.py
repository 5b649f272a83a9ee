"""Prints what a report comes to, as outputs of a GitHub job. Needs nothing but Python."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(path: str) -> int:
    """Print a line for each output; nothing where there is no report."""
    report = Path(path)
    if not report.is_file():
        return 0
    made = json.loads(report.read_bytes())
    totals = made["totals"]
    lines = {
        "new": totals["states"]["new"] or 0,
        "danger": totals["problems"]["danger"],
        "wrong": totals["problems"]["wrong"],
        "complete": str(made["run"]["complete"]).lower(),
        "report": report.with_name("report.html").as_posix(),
        "summary": report.with_name("summary.md").as_posix(),
    }
    sys.stdout.write("".join(f"{name}={value}\n" for name, value in lines.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
