"""Packs Ofcom's table of number blocks: `python -m tests.ofcom "November 2026" S1.csv S3.csv S5.csv ...`.

Ofcom publishes the tables every week under "Numbering data" (Open Government Licence v3.0), a file a first digit, S1 to
S9. A row is a block, its status and who holds it. Only blocks with the status Allocated are packed. A file of the kind
`.tsv.gz`, with a block a line, is taken as it is. After it, run the tests, and say the new date in CHANGELOG.md.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.data import number_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = "Ofcom, numbering data, Open Government Licence v3.0"
FEWEST = 50_000
"""A table with fewer blocks than this is not the whole plan."""


def blocks(path: Path) -> Iterator[str]:
    """Yield the beginnings of the numbers of every block that is held."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="ascii") as lines:
            yield from (line.split("\t")[0] for line in lines)
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            block = re.sub(r"\s", "", row[0]) if len(row) > 1 else ""
            if block.isdigit() and row[1].strip().lower().startswith("allocated"):
                yield block.removeprefix("0")


def main(as_of: str, *files: str) -> None:
    found = {block for name in files for block in blocks(Path(name))}
    if len(found) < FEWEST:
        sys.exit(f"Only {len(found):,} blocks are held in these files. Give all of Ofcom's, S1 to S9.")
    number_blocks.FILE.write_bytes(number_blocks.packed(found, as_of=as_of, source=SOURCE))
    sys.stdout.write(f"{len(found):,} blocks packed into {number_blocks.FILE.name}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
