#!/usr/bin/env bash
# The short form of what daemons that share a record are put through: Tests/Fleet/run.sh RATINGWATCH
# Exit 0 also where PostgreSQL is missing, and says so; `make postgres-tools` installs it.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")"
# Side by side, each with servers of its own: most of it is waiting. All end in order before this does.
./server.py "$program" standing-by clock away asynchronous holding &
running=($!)
./server.py "$program" unconfirmed former parted led newer &
running+=($!)
for share in none hosts; do
  { ./fleet.py "$program" --share "$share" && ./fleet.py "$program" --share "$share" --without-fence; } &
  running+=($!)
done
status=0
for one in "${running[@]}"; do wait "$one" || status=1; done
exit "$status"
