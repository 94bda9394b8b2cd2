#!/bin/sh
# Checks the units: no complaint of systemd, and an exposure of at most 1.1 for the daemon and 1.5 for the pages' server. Exit 0 also
# where systemd-analyze is missing.
set -eu
cd "$(dirname "$0")"
if ! command -v systemd-analyze >/dev/null; then
    echo "systemd/check.sh: skipped, no systemd-analyze here (apt-get install systemd)"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# verify wants the programs to be there; every other line is the real one.
for program in ratingwatch ratingwatch-web; do
    printf '#!/bin/sh\n' >"$folder/$program"
    chmod 755 "$folder/$program"
done
for unit in ratingwatch.service ratingwatch-web.service ratingwatch-web.socket; do
    sed "s|^\(Exec[A-Za-z]*\)=/usr/bin/|\1=$folder/|" $unit >"$folder/$unit"
done

# check UNIT TENTHS FILE...: the exposure in tenths at most, and nothing to complain of in the files.
check() {
    unit=$1 most=$2
    # verify ends with 0 for unknown keys: only silence is good. A relative name takes units from beside it.
    complaints=$(cd "$folder" && systemd-analyze verify --man=no "./$unit" 2>&1) || complaints="$complaints (failed)"
    if [ -n "$complaints" ]; then
        echo "systemd/check.sh: systemd-analyze verify says of $unit:" >&2
        echo "$complaints" >&2
        exit 1
    fi
    if ! report=$(systemd-analyze security --offline=true --no-pager --threshold="$most" "$folder/$unit" 2>&1); then
        echo "$report" | grep -v '^✓' >&2
        echo "systemd/check.sh: the exposure of $unit is above $most tenths" >&2
        exit 1
    fi
    echo "$report" | tail -n 1
}
check ratingwatch.service 11
check ratingwatch-web.service 15
