#!/usr/bin/env bash
# The short form of what daemons that share a record are put through: Tests/Fleet/run.sh RATINGWATCH
# Exit 0 also where PostgreSQL is missing, and says so; `make postgres-tools` installs it.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")"
# Side by side, each with servers of its own: most of it is waiting. Either ends in order before this does.
./server.py "$program" &
server=$!
status=0
{ ./fleet.py "$program" && ./fleet.py "$program" --without-fence; } || status=1
wait "$server" || status=1
exit "$status"
