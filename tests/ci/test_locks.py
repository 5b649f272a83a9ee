"""What CI installs: named to the last byte, in line with pyproject.toml, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.ci.scripts import ROOT

FOLDER = ROOT / ".ci"
NAMES = ("audit", "build", "dev", "run")
_PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, set[str]]:
    """Give the versions of each package in a file: several where systems or Pythons differ."""
    found: dict[str, set[str]] = {}
    for each in _PINNED.finditer((FOLDER / f"lock-{name}.txt").read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(each["name"]), set()).add(each["version"])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_a_version_or_a_hash(name: str) -> None:
    lines = (FOLDER / f"lock-{name}.txt").read_text(encoding="utf-8").splitlines()
    said = [line.strip().rstrip("\\").strip() for line in lines if not line.lstrip().startswith("#")]
    others = [line for line in said if not (line.startswith("--hash=sha256:") or _PINNED.match(line))]
    assert others == []  # no address of an index either
    versions = [line for line in lines if _PINNED.match(line)]
    assert versions
    assert all(line.endswith("\\") for line in versions)  # a hash follows


def wanted(project: dict[str, Any], name: str) -> list[str]:
    table, extras = project["project"], project["project"]["optional-dependencies"]
    match name:
        case "run":
            more = [*extras["notify"], *extras["govuk-notify"], *extras["postgresql"]]
            return [*table["dependencies"], *more]
        case "dev":
            return [*table["dependencies"], *extras["dev"]]
        case "build":
            return list(project["build-system"]["requires"])
        case _:
            return list(project["dependency-groups"]["audit"])


@pytest.mark.parametrize("name", NAMES)
def test_what_pyproject_asks_for_is_locked(project: dict[str, Any], name: str) -> None:
    there = locked(name)
    missing = []
    for each in map(Requirement, wanted(project, name)):
        versions = there.get(canonicalize_name(each.name), set())
        if not versions or not all(map(each.specifier.contains, versions)):
            missing.append(str(each))
    assert missing == [], "run `make lock`"


def test_what_runs_at_night_is_what_was_tested() -> None:
    dev = locked("dev")
    assert {name: versions for name, versions in locked("run").items() if versions != dev.get(name, versions)} == {}
