#!/usr/bin/env bash
# Installs the package under a systemd of its own and holds the service to what the unit promises; see sandbox-inside.sh.
# Usage: systemd/sandbox-test.sh PACKAGE. Exit 0 also where the tools that boot it do not lie beside the checkout, or where
# this machine cannot do it.
set -euo pipefail
package=$(realpath "$1")
cd "$(dirname "$0")/.."
tools=../shared/tools
data=../shared/data
if [ ! -f "$tools/sdbox.sh" ] || [ ! -f "$data/reports.csv" ]; then
  echo "systemd/sandbox-test.sh: skipped, there is no $tools/sdbox.sh with $data beside it"
  exit 0
fi

folder=$(mktemp -d)
mkdir "$folder/out"
trap 'bash "$tools/sdbox.sh" down -d "$folder" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
cp "$package" "$folder/out/ratingwatch.deb"
cp systemd/sandbox-inside.sh "$tools/publisher.py" "$tools/receiver.py" "$folder/out/"
"$(command -v cc || command -v clang)" -O1 -o "$folder/out/probe" Tests/SystemTests/confinement-probe.c
# The reports of ten councils.
python3 - "$data" "$folder/out/data" <<'PYTHON'
import csv, pathlib, shutil, sys
source, target = map(pathlib.Path, sys.argv[1:])
councils = {"80418", "80567", "80476", "80543", "80482", "80573", "80506", "80572", "80518", "80520"}
reports = csv.DictReader(open(source / "reports.csv", encoding="utf-8"))
chosen = [report for report in reports if report["urn"] in councils]
for report in chosen:
    (target / report["path"]).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / report["path"], target / report["path"])
for file in [source / "soft-404.html", *source.glob("mi_*.header.csv")]:
    shutil.copy(file, target)
with open(target / "reports.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, reports.fieldnames)
    writer.writeheader()
    writer.writerows(chosen)
PYTHON

status=0
SDBOX_OWNER=$$ SDBOX_MAX=1200 timeout -s KILL 60 bash "$tools/sdbox.sh" up -d "$folder" || status=$?
if [ "$status" -eq 77 ]; then
  echo "systemd/sandbox-test.sh: skipped, this machine cannot boot a systemd of its own"
  exit 0
fi
[ "$status" -eq 0 ] || exit "$status"
timeout -s KILL 900 bash "$tools/sdbox.sh" exec -d "$folder" bash /out/sandbox-inside.sh || status=$?
if [ "$status" -ne 0 ]; then
  bash "$tools/sdbox.sh" exec -d "$folder" journalctl --no-pager -n 40 >&2 || true
  exit 1
fi
