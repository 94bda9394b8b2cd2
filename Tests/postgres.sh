#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, in a temporary folder and on a socket alone, whose database
# RATINGWATCH_TEST_POSTGRES names: Tests/postgres.sh swift test ...
set -euo pipefail

bin=$(command -v initdb >/dev/null && dirname "$(readlink -f "$(command -v initdb)")" ||
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ ! -x "$bin/postgres" ]; then
  echo "PostgreSQL is not installed: apt install postgresql" >&2
  exit 77
fi
folder=$(mktemp -d /tmp/ratingwatch-postgres.XXXXXX)
# The server refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
export LC_ALL=C.UTF-8
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
cd /
"${as[@]}" "$bin/initdb" -D "$folder/data" -U ratingwatch -A trust -E UTF8 --locale=C >/dev/null
# Nothing of it outlives the tests, so nothing needs to reach the disk.
"${as[@]}" tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
max_connections = 400
max_locks_per_transaction = 256
$(printf '%s\n' ${POSTGRES_SETTINGS:-})
CONF
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start >/dev/null
"${as[@]}" "$bin/psql" -q -h "$folder" -U ratingwatch -d postgres -c "CREATE DATABASE ratingwatch"
cd "$OLDPWD"
RATINGWATCH_TEST_POSTGRES="postgresql://ratingwatch@/ratingwatch?host=$folder" "$@"
