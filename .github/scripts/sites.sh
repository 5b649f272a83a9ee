#!/usr/bin/env bash
# Lists the sites that are to be checked, as JSON for a matrix: the one in SITE, or every file in sources/.
set -euo pipefail

site=${SITE:-}
sources=${SOURCES:-sources}
out=${GITHUB_OUTPUT:-/dev/stdout}

if [[ -n $site ]]; then
  files=("$sources/$site.toml")
else
  shopt -s nullglob
  files=("$sources"/*.toml)
fi

names=()
for file in "${files[@]}"; do
  name=$(basename "$file" .toml)
  if [[ ! $name =~ ^[A-Za-z0-9][A-Za-z0-9_-]*$ || ! -f $file ]]; then
    echo "There is no site \"$name\" in $sources, or its name holds more than letters, digits, - and _." >&2
    exit 2
  fi
  names+=("\"$name\"")
done

if ((${#names[@]} == 0)); then
  echo "There is no site file in $sources. Write one, or run: checker init https://www.example.gov.uk/" >&2
  exit 2
fi
(IFS=,; echo "sites=[${names[*]}]") >>"$out"
