#!/usr/bin/env bash
# Shows ratingwatch at work: four publications on one council appear one after the other while the daemon polls.
# Usage, from the top folder of the project: config/demo/run.sh PATH-OF-RATINGWATCH
set -euo pipefail

program=$1
config=config/demo.yaml

say() { printf '\n== %s\n' "$*"; }
publish() { config/demo/publish.sh "$@"; }

# wait_for FILE COUNT: until the file has so many lines.
wait_for() {
  for _ in $(seq 1 150); do
    if [ -f "$1" ] && [ "$(wc -l < "$1")" -ge "$2" ]; then return; fi
    kill -0 "$daemon" 2>/dev/null || { echo "the daemon has ended"; cat demo/diagnostics.log; exit 1; }
    sleep 0.2
  done
  echo "no alert came within 30 seconds; the daemon's diagnostics:"; cat demo/diagnostics.log; exit 1
}

rm -rf demo
publish
"$program" check --config "$config"

say "the daemon starts on an empty feed: its baseline"
"$program" run --config "$config" 2> demo/diagnostics.log &
daemon=$!
trap 'kill "$daemon" 2>/dev/null || true' EXIT
wait_for demo/log/alerts.log 1

say "2013: a newspaper tells of the inspection"
publish 2013-article
wait_for demo/log/alerts.jsonl 1

say "2015: the report of the single inspection is published"
publish 2015-report 2013-article
wait_for demo/log/alerts.jsonl 2

say "2020: the report of the 2019 inspection is published"
publish 2019-report 2015-report 2013-article
wait_for demo/log/alerts.jsonl 3

say "2024: the newest report is published"
publish 2024-report 2019-report 2015-report 2013-article
wait_for demo/log/alerts.jsonl 4

kill "$daemon"
wait "$daemon" || true
trap - EXIT

say "demo/log/alerts.log"
cat demo/log/alerts.log
say "demo/log/alerts.jsonl, its last line"
tail -n 1 demo/log/alerts.jsonl
say "ratingwatch history 'Cheshire East'"
"$program" history "Cheshire East" --config "$config"
say "ratingwatch alerts"
"$program" alerts --config "$config"
say "ratingwatch alerts verify"
"$program" alerts verify --config "$config"
say "ratingwatch alerts --kind rating-changed --direction declined --format csv"
"$program" alerts --kind rating-changed --direction declined --format csv --config "$config"

say "the same as pages"
"$program" publish demo/pages --config "$config"
echo "open demo/pages/index.html, or have them served: make web"

changes=$(grep -c 'rating-changed' demo/log/alerts.log)
if [ "$changes" -ne 2 ]; then echo "expected 2 rating changes, saw $changes"; exit 1; fi
