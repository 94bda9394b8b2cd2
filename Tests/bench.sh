#!/usr/bin/env bash
# Benchmarks: CPU seconds (user and system) of whole runs, medians of five, each beside a floor measured in the same run.
# Usage: Tests/bench.sh PATH-OF-RATINGWATCH
set -euo pipefail
program=$(realpath "$1")
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
feeds=500
entries=20

# cpu COMMAND...: its CPU seconds, children included.
cpu() {
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{printf "%.3f\n", $1 + $2}'
}

# median NAME COMMAND...: sets NAME to the median CPU seconds of five runs; BEFORE is run before each.
median() {
  local name=$1; shift
  local runs=""
  for _ in 1 2 3 4 5; do
    ${BEFORE:-true}
    runs="$runs$(cpu "$@")"$'\n'
  done
  printf -v "$name" '%s' "$(printf '%s' "$runs" | sort -n | sed -n 3p)"
}

# say TEXT MEASURED FLOOR-TEXT FLOOR
say() { awk -v t="$1" -v m="$2" -v f="$3" -v n="$4" 'BEGIN {printf "%-44s %8.3f s   %-34s %8.3f s   ratio %6.2f\n", t, m, f, n, (n > 0 ? m / n : 0)}'; }

mkdir "$work/feeds"
{
  printf 'state: %s\nlogs: %s\nfeeds:\n' "$work/state" "$work/log"
  for feed in $(seq "$feeds"); do
    printf -- '  - {name: f%s, kind: feed, url: "file://%s/feeds/%s.atom"}\n' "$feed" "$work" "$feed"
  done
} > "$work/ratingwatch.yaml"
for feed in $(seq "$feeds"); do
  {
    printf '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:bench,2020:%s</id><title>t</title>' "$feed"
    for entry in $(seq "$entries"); do
      printf '<entry><id>tag:bench,2020:%s/%s</id><title>An entry without a document</title>' "$feed" "$entry"
      printf '<updated>2024-05-16T08:00:00Z</updated><summary>%01024d</summary></entry>' "$entry"
    done
    printf '</feed>'
  } > "$work/feeds/$feed.atom"
  printf 'url = "file://%s/feeds/%s.atom"\noutput = "/dev/null"\n' "$work" "$feed" >> "$work/curl.txt"
done

fresh() { rm -rf "$work/state" "$work/log"; }
median floor curl -s --parallel --parallel-max 50 --config "$work/curl.txt"
BEFORE=fresh median first "$program" run --once --config "$work/ratingwatch.yaml"
say "first poll, $feeds feeds of $entries entries" "$first" "curl --parallel of the same" "$floor"
median idle "$program" run --once --config "$work/ratingwatch.yaml"
say "start and stop with nothing due" "$idle" "curl --parallel of the same" "$floor"

real="$top/../shared/data/reports/80447"
if [ -d "$real" ]; then
  texts() { for file in "$real"/*.pdf; do pdftotext -q -enc UTF-8 "$file" -; done; }
  median floor texts
  median extract "$program" extract "$real"/*.pdf --format json
  say "extraction of $(ls "$real"/*.pdf | wc -l) real reports" "$extract" "pdftotext of the same" "$floor"
else
  echo "extraction: skipped, the real reports do not lie beside this checkout"
fi
