#!/usr/bin/env python3
"""What polls of a schools table cost the whole program: the first, one of a new release, one that finds nothing new.

Usage: tables.py PROGRAM FOLDER ROWS...; the table comes from a loopback server that knows no validators, so that every poll
fetches all of it. 50 rows of the new release are others.
"""
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time

import schools

CHANGED = 50
CONFIGURATION = """state: {folder}/state
logs: {folder}/log
http: {{per_host: {{interval: 0s}}, body_limit: 1GB}}
feeds:
  - name: schools
    kind: table
    url: http://127.0.0.1:{port}/schools.csv
    every: 1s
    table:
      provider_id: URN
      name: School name
      region: Region
      predecessors: [URN at time]
      inspections:
        - title: graded inspection
          framework: oeif
          number: Inspection number
          date: Inspection start date
          published: Publication date
          areas:
            overall-effectiveness: Overall effectiveness
            quality-of-education: Quality of education
            behaviour-and-attitudes: Behaviour and attitudes
            personal-development: Personal development
            leadership-and-management: Effectiveness of leadership and management
            early-years: Early years provision
            sixth-form: Sixth form provision
      codes: {{1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}}
      missing: [9]
receivers: [{{name: log, kind: log-file, path: alerts.jsonl, format: jsonl}}]
routes: [{{name: all, receivers: [log]}}]
"""


class Table(http.server.BaseHTTPRequestHandler):
    path_of_table = ""

    def do_GET(self):
        with open(Table.path_of_table, "rb") as file:
            self.send_response(200)
            self.send_header("Content-Type", "text/csv")
            self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
            self.end_headers()
            shutil.copyfileobj(file, self.wfile)

    def log_message(self, *_):
        pass


def poll(program, configuration):
    """CPU seconds and the peak of resident memory in MB."""
    child = subprocess.Popen(
        [program, "run", "--once", "--config", configuration], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0 or "failed" in said:
        sys.exit(f"the poll failed: {said}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program, folder = sys.argv[1:3]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Table)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for rows in map(int, sys.argv[3:]):
        work = f"{folder}/{rows}"
        os.makedirs(work)
        with open(f"{work}/bench.yaml", "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=work, port=server.server_address[1]))
        for changed, name in ((0, "first.csv"), (CHANGED, "second.csv")):
            schools.write(f"{work}/{name}", rows, changed)
        size = os.path.getsize(f"{work}/first.csv") / 1e6
        for text, name in (("first poll", "first.csv"), (f"new release, {CHANGED} rows changed", "second.csv"),
                           ("unchanged", "second.csv")):
            Table.path_of_table = f"{work}/{name}"
            cpu, memory = poll(program, f"{work}/bench.yaml")
            print(f"table of {rows} rows, {size:.0f} MB: {text:<29} {cpu:8.3f} CPU s   {memory:6.1f} MB resident", flush=True)
            time.sleep(1.2)
        with open(f"{work}/log/alerts.jsonl", encoding="utf-8") as file:
            alerts = sum(1 for _ in file)
        if alerts != CHANGED:
            sys.exit(f"{alerts} alerts of {CHANGED} changed rows")


if __name__ == "__main__":
    main()
