#!/usr/bin/env bash
# What sandbox-test.sh runs inside: from the installation to the purge, with the shipped unit.
set -euo pipefail
exec 2>&1
unit=ratingwatch.service
config=/etc/ratingwatch/ratingwatch.yaml
log=/var/log/ratingwatch/alerts.jsonl
secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw

say() { printf '%6.1f s  %s\n' "$(awk -v s="$started" '{ print $1 - s }' /proc/uptime)" "$*"; }
started=$(cut -d ' ' -f 1 /proc/uptime)
fail() { say "FAILED: $*"; exit 1; }
# within SECONDS COMMAND...: until it succeeds.
within() {
  local deadline=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || fail "it did not come about: $*"
    sleep 0.1
  done
}
show() { systemctl show -P "$1" $unit; }
lines() { if [ -f "$1" ]; then wc -l <"$1"; else echo 0; fi; }
has() { [ "$(lines "$1")" -ge "$2" ]; }
ask() { python3 -c 'import sys, urllib.request as u; print(u.urlopen(u.Request(sys.argv[1], sys.argv[2].encode() if len(sys.argv) > 2 else None)).read().decode())' "$@"; }
said() { journalctl -u $unit --no-pager -o cat | grep -q "$1"; }
ended() { [ "$(show ActiveState)" != active ]; }
# From the start of the process to READY, in microseconds.
readiness() { echo $(($(show ActiveEnterTimestampMonotonic) - $(show ExecMainStartTimestampMonotonic))); }

# Images for containers forbid services to be started.
rm -f /usr/sbin/policy-rc.d
apt-get install -y --no-install-recommends /out/ratingwatch.deb >/out/apt.log || { cat /out/apt.log; fail "apt install"; }
systemctl is-active -q $unit || fail "it does not run after the installation"
systemctl is-enabled -q $unit || fail "it is not enabled"
grep -q "says what to do next" /out/apt.log || fail "the installation does not say what comes next"
within 5 said "no feeds are configured"
! said "Failed to set thread priority" || fail "Dispatch complains of priorities that it must not have"
[ "$(stat -c %a:%U:%G /etc/ratingwatch $config | tr '\n' ' ')" = "750:root:ratingwatch 640:root:ratingwatch " ] ||
  fail "others can read the configuration"
ratingwatch status >/dev/null
for command in status feeds alerts check; do
  runuser -u nobody -g ratingwatch -- ratingwatch $command >/dev/null || fail "a member of the group cannot ask: $command"
done
say "installed with apt: enabled, running, idle, and says what comes next"

best=10000000
for _ in 1 2 3; do
  systemctl restart $unit
  [ "$(readiness)" -ge $best ] || best=$(readiness)
done
[ $best -le 1000000 ] || fail "READY took $best us"
say "READY $((best / 1000)) ms after its start"

systemd-run -q --unit=publisher -p StandardOutput=file:/out/publisher.json \
  python3 /out/publisher.py --data /out/data --letters '' --send '' --at 2017-01-01 --port 8801
systemd-run -q --unit=receiver -p StandardOutput=file:/out/receiver.json \
  python3 /out/receiver.py --log /out/deliveries.jsonl --secret $secret --port 8802
within 20 grep -q '"port"' /out/publisher.json
within 20 grep -q '"port"' /out/receiver.json
clock() { ask http://127.0.0.1:8801/__clock "{\"at\":\"$1\"}" >/dev/null; }

# The secret is root's alone; the service gets it as a credential.
(umask 077; echo $secret >/etc/ratingwatch/newsroom.secret)
mkdir -p /etc/systemd/system/$unit.d
printf '[Service]\nLoadCredential=newsroom.secret:/etc/ratingwatch/newsroom.secret\n' >/etc/systemd/system/$unit.d/secrets.conf
systemctl daemon-reload
cat >$config <<'END'
state: /var/lib/ratingwatch
logs: /var/log/ratingwatch
http: {per_host: {connections: 2, interval: 0s}, retry: {first: 1s, most: 2s}}
feeds:
  - name: councils
    kind: ofsted-reports
    url: http://127.0.0.1:8801/search?q=&level_1_types=3&level_2_types[]=12
    every: 1s
    hold_changes_over: 100%
receivers:
  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
  - {name: reading, kind: log-file, path: alerts.log, format: text}
  - {name: newsroom, kind: webhook, url: 'http://127.0.0.1:8802/hook', secret_file: newsroom.secret}
routes:
  - {name: all, receivers: [everything, reading, newsroom]}
END
ratingwatch check >/dev/null || fail "check misses a credential that the unit loads"
systemctl restart $unit
within 60 grep -q operator-baseline-done /var/log/ratingwatch/alerts.log
[ "$(lines $log)" -eq 0 ] || fail "the baseline told readers something"
clock 2017-07-01
within 60 has $log 1
within 60 has /out/deliveries.jsonl 1
grep -q '"signature_ok": *true' /out/deliveries.jsonl || fail "the webhook is not signed with the credential"
grep -q '"page":' $log || fail "no page: pdftotext was not used"
ratingwatch publications --format jsonl | grep -q '"state":"read"' || fail "no document was read"
[ "$(journalctl -u $unit -o cat RATINGWATCH_FEED=councils RATINGWATCH_SEQUENCE=2 --no-pager | wc -l)" -eq 1 ] ||
  fail "the journal does not know the alert by its fields"
say "publisher to receiver through the shipped unit: PDFs read, webhook signed with the credential, alert in the journal"

# A half year each time, and no time to finish. An explicit restart does not wait for RestartSec.
for half in 2018-01 2018-07 2019-01 2019-07 2020-01 2020-07 2021-01 2021-07 2022-01 2022-07 \
  2023-01 2023-04 2023-07 2024-01 2024-07 2025-01 2025-07 2026-01 2026-04 2026-09; do
  clock $half-01
  sleep "0.$((RANDOM % 9))"
  systemctl kill -s KILL $unit
  within 5 ended
  systemctl restart $unit
done
due=$(python3 -c 'import csv; print(sum(r["published"] > "2017-01-01" for r in csv.DictReader(open("/out/data/reports.csv"))))')
within 120 has $log "$due"
within 30 has /out/deliveries.jsonl "$due"
sleep 2
python3 - "$log" "$due" <<'PYTHON' || fail "an alert was lost or written twice"
import json, sys
logged = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
sent = [json.loads(line)["webhook_id"] for line in open("/out/deliveries.jsonl", encoding="utf-8")]
urls = [alert["data"]["publication"]["url"] for alert in logged]
assert len(logged) == len(set(urls)) == int(sys.argv[2]), (len(logged), len(set(urls)), sys.argv[2])
assert {alert["id"] for alert in logged} == set(sent), "the webhook was told something else"
print(f"          {len(logged)} alerts in the log, each once; {len(sent)} webhooks")
PYTHON
ratingwatch alerts verify >/dev/null || fail "the chain is broken"
say "20 times killed (SIGKILL) while it worked: nothing lost, nothing twice"

# A stand-in for a pdftotext that a document has taken over, in a history of its own: what it could do, it says in its complaint.
systemctl stop $unit
cp -a /var/lib/ratingwatch /out/ratingwatch-lib
cp -a /var/log/ratingwatch /out/ratingwatch-log
rm -rf /var/lib/ratingwatch/* /var/log/ratingwatch/*
cp -p /usr/bin/pdftotext /out/pdftotext
# By a new file: one that runs cannot be written to.
reader() { cp -p "$1" /usr/bin/pdftotext.new && mv /usr/bin/pdftotext.new /usr/bin/pdftotext; }
reader /out/probe
systemctl start $unit
attempts() { ratingwatch publications --format jsonl >/out/attempts.jsonl; grep -q "came through" /out/attempts.jsonl; }
within 60 attempts
systemctl stop $unit
reader /out/pdftotext
if grep -o "came through:[^\"]*" /out/attempts.jsonl; then fail "a document that takes its reader over reaches more than its own streams"; fi
tried=$(grep -o "none of [0-9]* attempts" /out/attempts.jsonl | sort -u)
for folder in lib log; do
  rm -rf /var/$folder/ratingwatch/*
  cp -a /out/ratingwatch-$folder/. /var/$folder/ratingwatch/
done
systemctl start $unit
say "a reader of PDFs that a document has taken over: $tried came through"

pid=$(show MainPID)
cp $config /out/good.yaml
sed -i 's/every: 1s/every: soon/' $config
if systemctl reload $unit; then fail "a bad file was taken over"; fi
systemctl is-active -q $unit || fail "a bad reload ended the service"
within 5 said "feeds\[0\].every: must be a duration"
{ cat /out/good.yaml; echo "metrics: {listen: 'unix:/run/ratingwatch/metrics.sock'}"; } >$config
systemctl reload $unit || fail "a good file was not taken over"
[ "$(show MainPID)" = "$pid" ] || fail "the reload started another process"
python3 - <<'PYTHON' || fail "no metrics"
import socket
def ask(path, accept="*/*"):
    peer = socket.socket(socket.AF_UNIX)
    peer.connect("/run/ratingwatch/metrics.sock")
    peer.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
    return b"".join(iter(lambda: peer.recv(65536), b"")).decode()
assert ask("/health").startswith("HTTP/1.1 200 "), ask("/health")
assert "\nratingwatch_feeds{" in ask("/metrics"), ask("/metrics")
assert ask("/metrics", "application/openmetrics-text").endswith("\n# EOF\n")
PYTHON
say "a bad reload changed nothing and said why; a good one took over, with metrics, in the same process"

# All but this as shipped: the watchdog's minute is too long to wait for here.
mkdir -p /run/systemd/system/$unit.d
printf '[Service]\nWatchdogSec=3s\nRestartSec=100ms\n' >/run/systemd/system/$unit.d/watchdog.conf
systemctl daemon-reload
systemctl restart $unit
pid=$(show MainPID)
kill -STOP "$pid"
within 30 said "Watchdog timeout"
restarted() { [ "$(show MainPID)" != "$pid" ] && [ "$(show MainPID)" != 0 ] && systemctl is-active -q $unit; }
within 45 restarted
ratingwatch status >/dev/null
rm -r /run/systemd/system/$unit.d
systemctl daemon-reload
say "a scheduler that hangs (SIGSTOP) is killed by the watchdog and started again"

dpkg -i /out/ratingwatch.deb >/out/dpkg.log || { cat /out/dpkg.log; fail "upgrade"; }
grep -q "kind: ofsted-reports" $config || fail "an upgrade replaced the configuration"
systemctl is-active -q $unit || fail "an upgrade left it stopped"
say "an upgrade keeps the configuration and restarts the service"

before=$SECONDS
systemctl stop $unit
[ $((SECONDS - before)) -le 12 ] || fail "the stop took longer than its deadline"
[ "$(show Result)" = success ] || fail "the stop ended as $(show Result)"
if ratingwatch status >/dev/null 2>&1; then fail "status is good without a daemon"; fi
say "stopped in good order"

# The daemon is stopped: the pages are read all the same, by a user who may write nothing.
web=ratingwatch-web.service
! systemctl is-active -q ratingwatch-web.socket || fail "the pages' socket is open though nobody asked for it"
mkdir -p /run/systemd/system/$web.d
printf '[Service]\nExecStart=\nExecStart=/usr/bin/ratingwatch-web --idle 3\n' >/run/systemd/system/$web.d/idle.conf
systemctl daemon-reload
systemctl start ratingwatch-web.socket
! systemctl is-active -q $web || fail "the pages' server runs before anybody has asked"
within 10 ask http://127.0.0.1:8480/
ask http://127.0.0.1:8480/alerts.atom | grep -q "<entry>" || fail "the feed of the pages has no alert"
systemctl is-active -q $web || fail "the first request did not start the pages' server"
webpid=$(systemctl show -P MainPID $web)
[ "$(stat -c %U /proc/$webpid)" = ratingwatch-web ] || fail "the pages' server runs as $(stat -c %U /proc/$webpid)"
[ "$(readlink /proc/$webpid/ns/net)" != "$(readlink /proc/1/ns/net)" ] || fail "the pages' server has a network"
if nsenter -t "$webpid" -n -- python3 -c 'import socket; socket.create_connection(("127.0.0.1", 8801), 2)' 2>/dev/null; then
  fail "something goes out from the pages' server"
fi
python3 - <<'PYTHON' || fail "the pages' server answers what it must not"
import socket, time
def ask(text, wait=0):
    peer = socket.create_connection(("127.0.0.1", 8480), 5)
    peer.settimeout(15)
    peer.sendall(text)
    time.sleep(wait)
    return b"".join(iter(lambda: peer.recv(65536), b"")).decode()
def status(line, host="localhost", more=""):
    return int(ask(f"{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n".encode()).split()[1])
assert status("GET /") == 200 and status("HEAD /alerts") == 200
assert status("GET /", host="evil.example.org") == 421
assert status("POST /") == 405
assert status("GET /../../etc/passwd") == 404
assert status("GET /", more="X: " + "x" * 65536 + "\r\n") == 431
begun = time.monotonic()
assert ask(b"GET / HTTP/1.1\r\nHost: loc") == "" and time.monotonic() - begun < 10, "a request that was half sent stays open"
PYTHON
gone() { ! systemctl is-active -q $web; }
within 20 gone
[ "$(systemctl show -P Result $web)" = success ] || fail "the pages' server ended as $(systemctl show -P Result $web)"
within 10 ask http://127.0.0.1:8480/
say "the pages: by socket, as a user of their own without a network, read while the daemon is stopped, gone when idle, back when asked"
rm -r /run/systemd/system/$web.d

dpkg -r ratingwatch >/dev/null
[ -s $log ] && [ -s /var/lib/ratingwatch/history.sqlite ] && [ -f $config ] || fail "a removal took state away"
dpkg -P ratingwatch >/dev/null
for left in /var/lib/ratingwatch /var/log/ratingwatch $config /usr/bin/ratingwatch /lib/systemd/system/$unit \
  /etc/systemd/system/multi-user.target.wants/$unit /usr/bin/ratingwatch-web /lib/systemd/system/ratingwatch-web.socket; do
  [ ! -e $left ] || fail "a purge left $left"
done
say "removed: state kept; purged: state gone"
