#!/usr/bin/env python3
"""Peak memory of a daemon whose feeds are all large, and all due at once: heavy.py PROGRAM FEEDS [--megabytes M] [--json]. Each lists 60,000
publications, or fewer where it is smaller."""
import argparse
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

CONFIGURATION = """state: {folder}/state
logs: {folder}/log
http: {{per_host: {{connections: 16, interval: 0s}}, timeout: 300s}}
feeds:
{feeds}
receivers:
  - {{name: reading, kind: log-file, path: alerts.log, format: text}}
routes:
  - {{name: all, receivers: [reading]}}
operators: {{receivers: [reading]}}
"""
# Seconds.
MOST = 600


def atom(feed, entries, size):
    entry = ('<entry><id>e{0}-{1}</id><title>Report {1} {2}</title><link href="/d/{1}"/><updated>2024-01-01T00:00:00Z</updated></entry>')
    padding = "x" * max(0, size // entries - len(entry) - 4)
    return ('<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title>'
            + "".join(entry.format(feed, number, padding) for number in range(entries)) + "</feed>").encode()


def json_feed(feed, entries, size):
    padding = "x" * max(0, size // entries - 80)
    items = [{"id": f"e{feed}-{number}", "url": f"http://127.0.0.1/d/{number}", "title": f"Report {number} {padding}"}
             for number in range(entries)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items}).encode()


def serve(bodies):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = bodies.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_):
            """A daemon that is stopped hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def lines(path):
    try:
        with open(path, encoding="utf-8") as file:
            return sum(1 for _ in file)
    except FileNotFoundError:
        return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("feeds", type=int)
    parser.add_argument("--megabytes", type=float, default=23)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    size = int(options.megabytes * 1e6)
    entries = min(60_000, size // 350)
    make = json_feed if options.json else atom
    bodies = {f"/{feed}": make(feed, entries, size) for feed in range(options.feeds)}
    port = serve(bodies)
    with tempfile.TemporaryDirectory(prefix="ratingwatch-heavy.") as folder:
        feeds = "\n".join(f"  - {{name: f{feed}, kind: feed, url: 'http://127.0.0.1:{port}/{feed}', every: 1h}}"
                          for feed in range(options.feeds))
        with open(f"{folder}/heavy.yaml", "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=folder, feeds=feeds))
        began, peak = time.monotonic(), 0
        with subprocess.Popen([os.path.abspath(options.program), "run", "--config", f"{folder}/heavy.yaml"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as daemon:
            # Each tells its baseline once.
            while lines(f"{folder}/log/alerts.log") < options.feeds and daemon.poll() is None:
                if time.monotonic() - began > MOST:
                    break
                with open(f"/proc/{daemon.pid}/status", encoding="utf-8") as status:
                    peak = max([peak] + [int(line.split()[1]) for line in status if line.startswith("VmHWM")])
                time.sleep(0.1)
            told = lines(f"{folder}/log/alerts.log")
            daemon.terminate()
    body = len(bodies["/0"]) / 1e6
    print(f"{options.feeds} feeds of {entries} entries, {body:.1f} MB each: {told} read, peak {peak / 1024:.0f} MB, {time.monotonic() - began:.0f} s")
    sys.exit(0 if told == options.feeds else 1)


main()
