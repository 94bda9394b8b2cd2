#!/usr/bin/env bash
# Looks at the pages with Chromium: Tests/Browser/run.sh RATINGWATCH [--screenshots FOLDER]
# Exit 0 also where Chromium or its tools are missing, and says so; `make browser-tools` installs them.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
shift
python=.build-browser/bin/python
if ! command -v chromium >/dev/null || ! [ -x "$python" ]; then
  echo "Tests/Browser: skipped, there is no Chromium or no .build-browser (make browser-tools)"
  exit 0
fi

folder=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
config=$(python3 Tests/Browser/world.py "$program" "$folder")
"$program" publish "$folder/site" --config "$config"
# A server of plain files, as any web server is. What it says lies there before anyone looks.
: >"$folder/server.out"
python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$folder/site" >"$folder/server.out" 2>/dev/null &
server=$!
for _ in $(seq 1 50); do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$folder/server.out")
  [ -z "$port" ] || break
  sleep 0.1
done
"$python" Tests/Browser/check.py "http://127.0.0.1:$port" "$@"
