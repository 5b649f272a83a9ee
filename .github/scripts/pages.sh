#!/usr/bin/env bash
# Puts the reports of several sites into one folder to be published, with a first page that leads to each.
# No database and no workbook goes there: those hold what the team writes down for itself.
set -euo pipefail
shopt -s nullglob

fetched=$1
public=$2
mkdir -p "$public"
{
  echo '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Content checks</title><h1>Content checks</h1><ul>'
  for report in "$fetched"/*/*/latest/report.html; do
    site=$(basename "$(dirname "$(dirname "$report")")")
    [[ $site =~ ^[A-Za-z0-9][A-Za-z0-9_-]*$ ]] || continue
    # the same places as in the folder of reports: --reports-url makes links to them
    mkdir -p "$public/$site/latest"
    cp "$(dirname "$report")"/*.html "$public/$site/latest/"
    echo "<li><a href=\"$site/latest/report.html\">$site</a></li>"
  done
  echo '</ul></html>'
} >"$public/index.html"
