"""Brings what is remembered of a site from its branch, and puts it back there. Needs nothing but Python and git.

    state.py restore SITE DATABASE
    state.py save SITE DATABASE

The branch `checker-state/SITE` holds one commit without a parent: it is made anew every night, so the repository does
not grow. Beside the database it holds `notices.json`, what people were told: with one and without the other they would
be told twice, or not at all. Nothing takes their place but a database that is whole. The token, where one is needed, is
in GITHUB_TOKEN.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

NAME = "history.db.gz"
TOLD = "notices.json"
_SITE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_ABSENT = 2
"""What `git ls-remote --exit-code` ends with where there is no such branch."""
_ABOUT = b"What the content checker remembers of a site. Replaced every night; see docs/running.md.\n"


class Stop(Exception):
    """A sentence that ends the step."""


def main(arguments: list[str]) -> int:
    """Do as asked, and say in a sentence what came of it."""
    if len(arguments) != 3 or arguments[0] not in {"restore", "save"} or not _SITE.fullmatch(arguments[1]):  # noqa: PLR2004
        sys.stderr.write(f"{__doc__}")
        return 2
    what, site, database = arguments
    work = restore if what == "restore" else save
    try:
        sys.stderr.write(work(f"refs/heads/checker-state/{site}", Path(database)) + "\n")
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    return 0


def restore(branch: str, database: Path) -> str:
    """Write the database as the branch has it."""
    there = git("ls-remote", "--exit-code", "origin", branch, may_end_with=_ABSENT)
    if there.returncode == _ABSENT:
        return "There is no earlier night: this is the first."
    git("fetch", "--quiet", "--depth=1", "origin", branch)
    packed = git("cat-file", "blob", f"FETCH_HEAD:{NAME}").stdout
    database.parent.mkdir(parents=True, exist_ok=True)
    beside = database.with_name(f"{database.name}.restored")
    beside.write_bytes(gzip.decompress(packed))
    check(beside)
    told = git("ls-tree", "--name-only", "FETCH_HEAD", TOLD).stdout
    if told:
        database.with_name(TOLD).write_bytes(git("cat-file", "blob", f"FETCH_HEAD:{TOLD}").stdout)
    beside.replace(database)
    return f"Restored {database.stat().st_size:,} bytes from {branch}."


def save(branch: str, database: Path) -> str:
    """Replace the branch by one commit that holds the database, packed."""
    if not database.is_file():
        raise Stop(f"There is no {database}, so {branch} stays as it was.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "history.db"
        try:
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
        except sqlite3.Error as fault:
            raise Stop(f"{database} cannot be copied ({fault}), so {branch} stays as it was.") from fault
        check(copy)
        packed = gzip.compress(copy.read_bytes(), mtime=0)
    files = {NAME: packed, "README.md": _ABOUT, **told_beside(database)}
    blobs = {name: written(content) for name, content in files.items()}
    listed = "".join(f"100644 blob {blob}\t{name}\n" for name, blob in sorted(blobs.items()))
    tree = git("mktree", given=listed.encode()).stdout.decode().strip()
    commit = git("commit-tree", tree, "-m", "What is remembered").stdout.decode().strip()
    git("push", "--quiet", "--force", "origin", f"{commit}:{branch}")
    return f"Saved {len(packed):,} bytes to {branch}."


def told_beside(database: Path) -> dict[str, bytes]:
    """Give what people were told, if it can be read; the checker itself does without where it cannot."""
    try:
        told = database.with_name(TOLD).read_bytes()
        json.loads(told)
    except (OSError, ValueError):
        return {}
    return {TOLD: told}


def check(database: Path) -> None:
    """Look through a database for damage."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as fault:
        found = str(fault)
    if found != "ok":
        raise Stop(f"The database is damaged ({found}). The last good one is among the artifacts of an earlier run.")


def written(content: bytes) -> str:
    """Put a file into the repository, in no branch yet, and give its name there."""
    return git("hash-object", "-w", "--stdin", given=content).stdout.decode().strip()


def git(*arguments: str, given: bytes = b"", may_end_with: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run git. Arguments are never put together into a line, and the token is in none of them."""
    done = subprocess.run(["git", *arguments], input=given, capture_output=True, check=False, env=surroundings())  # noqa: S603, S607 - an array; git is where PATH says
    if done.returncode not in {0, may_end_with}:
        raise Stop(f"git {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    return done


def surroundings() -> dict[str, str]:
    """Give git's environment: who commits, and the token as a header for the server alone."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _WHO.items()}
    token = os.environ.get("GITHUB_TOKEN")
    if not token:
        return {**os.environ, **who}
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    header = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    told = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {header}",
    }
    return {**os.environ, **who, **told}


_WHO = {"NAME": "content-checker", "EMAIL": "content-checker@users.noreply.github.com"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
