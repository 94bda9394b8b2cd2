#!/bin/sh
# Checks the unit: no complaint of systemd, and an exposure of at most 1.1. Exit 0 also where systemd-analyze is missing.
set -eu
cd "$(dirname "$0")"
if ! command -v systemd-analyze >/dev/null; then
    echo "systemd/check.sh: skipped, no systemd-analyze here (apt-get install systemd)"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# verify wants the program to be there; every other line is the real one.
printf '#!/bin/sh\n' >"$folder/ratingwatch"
chmod 755 "$folder/ratingwatch"
sed "s|^\(Exec[A-Za-z]*\)=/usr/bin/ratingwatch|\1=$folder/ratingwatch|" ratingwatch.service >"$folder/ratingwatch.service"

# verify ends with 0 for unknown keys: only silence is good.
complaints=$(systemd-analyze verify --man=no "$folder/ratingwatch.service" 2>&1) || complaints="$complaints (failed)"
if [ -n "$complaints" ]; then
    echo "systemd/check.sh: systemd-analyze verify says:" >&2
    echo "$complaints" >&2
    exit 1
fi
# The threshold is in tenths.
if ! report=$(systemd-analyze security --offline=true --no-pager --threshold=11 "$folder/ratingwatch.service" 2>&1); then
    echo "$report" | grep -v '^✓' >&2
    echo "systemd/check.sh: the exposure is above 1.1" >&2
    exit 1
fi
echo "$report" | tail -n 1
