#!/usr/bin/env bash
# Installs the checker into a folder: what it stands on exactly as .ci/lock-run.txt names it, then the checker beside
# this script, or the one that VERSION names.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
version=${VERSION:-}

if [[ -n $version && ! $version =~ ^[0-9A-Za-z.+-]+$ ]]; then
  echo "This is no version: write it like 1.2.0." >&2
  exit 2
fi

python3 -m venv "$1"
install=("$1/bin/pip" install --quiet --disable-pip-version-check)
if [[ -n $version ]]; then
  "${install[@]}" "content-checker[notify,govuk-notify,postgresql]==$version"
else
  "${install[@]}" --require-hashes --requirement "$root/.ci/lock-build.txt" --requirement "$root/.ci/lock-run.txt"
  "${install[@]}" --no-deps --no-build-isolation "$root"
fi
