#!/usr/bin/env bash
# Benchmarks: CPU seconds (user and system) of whole runs, medians of five, each beside a floor measured in the same run.
# Needs curl and python3. Usage: Tests/bench.sh PATH-OF-RATINGWATCH
set -euo pipefail
program=$(realpath "$1")
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
entries=20

# cost COMMAND...: its CPU seconds and its peak memory in MB, children included.
cost() { python3 "$top/Tests/bench/cost.py" "$@"; }

# median NAME COMMAND...: sets NAME to the median CPU seconds of five runs and NAME_memory to the highest peak; the command
# that BEFORE names is run before each.
median() {
  local name=$1; shift
  local runs=""
  for _ in 1 2 3 4 5; do
    ${BEFORE:-true}
    runs="$runs$(cost "$@")"$'\n'
  done
  printf -v "$name" '%s' "$(printf '%s' "$runs" | sort -n | awk 'NR == 3 {print $1}')"
  printf -v "${name}_memory" '%s' "$(printf '%s' "$runs" | awk '$2 > most {most = $2} END {print most}')"
}

# say TEXT MEASURED FLOOR-TEXT FLOOR
say() { awk -v t="$1" -v m="$2" -v f="$3" -v n="$4" 'BEGIN {printf "%-44s %8.3f s   %-34s %8.3f s   ratio %6.2f\n", t, m, f, n, (n > 0 ? m / n : 0)}'; }

python3 "$top/Tests/bench/feeds.py" "$entries" > "$work/port" &
server=$!
until [ -s "$work/port" ]; do sleep 0.1; done
address="http://127.0.0.1:$(cat "$work/port")"

# configure FEEDS: a configuration of so many feeds of the server, and a list of them for curl.
configure() {
  {
    printf 'state: %s\nlogs: %s\n' "$work/state" "$work/log"
    # The server is our own: nothing is gained by sparing it.
    printf 'http: {per_host: {connections: 32, interval: 0s}}\nfeeds:\n'
    for feed in $(seq "$1"); do
      printf -- '  - {name: f%s, kind: feed, url: "%s/%s", every: 1s}\n' "$feed" "$address" "$feed"
    done
  } > "$work/$1.yaml"
  sed 's/every: 1s/every: 1h/' "$work/$1.yaml" > "$work/$1-idle.yaml"
  for feed in $(seq "$1"); do printf 'url = "%s/%s"\noutput = "/dev/null"\n' "$address" "$feed"; done > "$work/$1.txt"
}

fresh() { rm -rf "$work/state" "$work/log"; }
all_due() { sleep 1.2; }

configure 1000
median floor curl -s --parallel --parallel-max 50 --config "$work/1000.txt"
BEFORE=fresh median first "$program" run --once --config "$work/1000.yaml"
say "first poll, 1000 feeds of $entries entries" "$first" "curl --parallel of the same" "$floor"
BEFORE=all_due median second "$program" run --once --config "$work/1000.yaml"
say "second poll, all answered 304" "$second" "curl --parallel of all anew" "$floor"
median idle "$program" run --once --config "$work/1000-idle.yaml"
say "start and stop with nothing due" "$idle" "curl --parallel of all anew" "$floor"

configure 10000
fresh
read -r many many_memory <<< "$(cost "$program" run --once --config "$work/10000.yaml")"
say "first poll, 10000 feeds (one run)" "$many" "first poll, 1000 feeds" "$first"
printf 'peak memory: %s MB with 1000 feeds, %s MB with 10000, %s MB in the second poll\n' \
  "$first_memory" "$many_memory" "$second_memory"

real="$top/../shared/data/reports/80447"
if [ -d "$real" ]; then
  texts() { for file in "$real"/*.pdf; do pdftotext -q -enc UTF-8 "$file" -; done; }
  median floor texts
  median extract "$program" extract "$real"/*.pdf --format json
  say "extraction of $(ls "$real"/*.pdf | wc -l) real reports" "$extract" "pdftotext of the same" "$floor"
else
  echo "extraction: skipped, the real reports do not lie beside this checkout"
fi
