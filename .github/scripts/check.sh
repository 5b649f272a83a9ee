#!/usr/bin/env bash
# Runs the checker over one site, and says in the job's outputs and summary what came of it.
#
# Everything comes in by environment variables, so that no words from outside become part of a command:
# SITE, SOURCES, REPORTS, ONLY, FAIL_ON, WRITE, OFFLINE, FRESH, TIME_LIMIT, REPORTS_URL, CHECKER. More options may follow as
# arguments. NOTIFY holds where owners are told, a line each: NAME=ADDRESS, with the names that site files give.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
site=${SITE:-}
reports=${REPORTS:-reports}
out=${GITHUB_OUTPUT:-/dev/null}
summary=${GITHUB_STEP_SUMMARY:-/dev/null}

if [[ ! $site =~ ^[A-Za-z0-9][A-Za-z0-9_-]*$ ]]; then
  echo "Name one site: letters, digits, - and _. It is the name of a file in sources/, without .toml." >&2
  echo "exit-code=2" >>"$out"
  exit 2
fi

options=(--sources "${SOURCES:-sources}" --reports "$reports" --fail-on "${FAIL_ON:-never}" --format github)
read -ra only <<<"${ONLY:-}"
for rule in "${only[@]}"; do options+=(--only "$rule"); done
read -ra formats <<<"${WRITE:-html xlsx csv}"
for format in "${formats[@]}" json markdown; do options+=(--write "$format"); done
if [[ ${OFFLINE:-false} == true ]]; then options+=(--offline); fi
if [[ ${FRESH:-false} == true ]]; then options+=(--fresh); fi
if [[ -n ${TIME_LIMIT:-} ]]; then options+=(--time-limit "$TIME_LIMIT"); fi
if [[ -n ${REPORTS_URL:-} ]]; then options+=(--reports-url "$REPORTS_URL"); fi

# the runner hides a secret as a whole, and knows nothing of its lines; what stands in the environment already stays
while IFS= read -r line; do
  line=${line%$'\r'}
  name=${line%%=*}
  if [[ ! $line =~ ^[A-Za-z_][A-Za-z0-9_]*=. ]]; then
    if [[ -n $line ]]; then echo "A line of the secret for notices is not NAME=ADDRESS. It is left out." >&2; fi
  elif [[ -n ${!name+set} ]]; then
    echo "$name stands in the environment already. The secret for notices does not change it." >&2
  else
    if [[ -n ${GITHUB_ACTIONS:-} ]]; then echo "::add-mask::${line#*=}"; fi
    export "$name=${line#*=}"
  fi
done <<<"${NOTIFY:-}"
unset NOTIFY

# a report of last night must not pass for one of tonight
rm -rf "$reports/$site/latest"

read -ra checker <<<"${CHECKER:-checker}"
code=0
"${checker[@]}" run "$site" "${options[@]}" "$@" || code=$?

python3 "$here/outputs.py" "$reports/$site/latest/report.json" >>"$out"
echo "exit-code=$code" >>"$out"
if [[ -f $reports/$site/latest/summary.md ]]; then
  head -c 900000 "$reports/$site/latest/summary.md" >>"$summary"
else
  echo "The checker made no report of $site (exit code $code). The log says why." >>"$summary"
fi
exit "$code"
