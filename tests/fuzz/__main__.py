"""Fuzzes one target: `python -m tests.fuzz html --seconds 3600`. Needs the extra `fuzz`, and Linux or macOS.

What makes a target raise, or takes it long, is written to `.fuzz/found/`; give such a file to see it again:
`python -m tests.fuzz html FILE`. What was a fault goes to `tests/fuzz/found/`, where every run of the tests tries it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz import NAMES

_MEMORY = 3000
"""Megabytes. A page may take a tenth of it; the rest is the fuzzer's own."""


def main() -> int:
    """Try one file, or make up inputs for so many seconds."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path(".fuzz"), help="keeps what led anywhere, for the next time")
    parser.add_argument("--texts", type=Path, help="folder with cases.jsonl, texts that people labelled")
    asked = parser.parse_args()
    if asked.file is None:
        _fuzz(asked.target, asked.folder, asked.texts, asked.seconds)
        return 0
    from tests.fuzz import targets  # noqa: PLC0415 - a fuzzer has to see it being imported

    targets.tried(asked.target, asked.file.read_bytes())
    return 0


def _fuzz(target: str, folder: Path, texts: Path | None, seconds: int) -> None:
    """Run libFuzzer. It ends the process itself, with 0 if nothing was found."""
    import atheris  # noqa: PLC0415 - an extra

    corpus, found, words = folder / target, folder / "found", folder / "words"
    for each in (corpus, found):
        each.mkdir(parents=True, exist_ok=True)
    # what is imported in here tells the fuzzer which branches an input takes; the seeds import all there is
    with atheris.instrument_imports(include=["checker"]):
        from tests.fuzz import seeds, targets  # noqa: PLC0415

        for number, seed in enumerate(seeds.of(target, texts)):
            (corpus / f"seed-{number}").write_bytes(seed)
            targets.tried(target, seed)
    words.write_text(seeds.dictionary(), encoding="ascii")
    options = (
        f"-max_total_time={seconds}",
        f"-dict={words}",
        f"-artifact_prefix={found}/{target}-",
        f"-rss_limit_mb={_MEMORY}",
        f"-max_len={targets.LONGEST}",
        "-timeout=30",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: targets.tried(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
