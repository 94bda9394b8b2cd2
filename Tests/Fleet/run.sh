#!/usr/bin/env bash
# The short form of what daemons that share a record are put through: Tests/Fleet/run.sh RATINGWATCH
# Exit 0 also where PostgreSQL is missing, and says so; `make postgres-tools` installs it.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")"
./fleet.py "$program"
./fleet.py "$program" --without-fence
./server.py "$program"
