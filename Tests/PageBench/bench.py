#!/usr/bin/env python3
"""Measures the pages' server on a large record: bench.py RATINGWATCH RATINGWATCH-WEB [--providers N] [--folder DIR]

The record is made by hand in the tables that the program has begun: N providers with two inspections of five areas each, an alert for
each, and the grades that stand. Prints milliseconds to the first byte by kind of page, and the memory of the server.
"""
import argparse
import hashlib
import http.client
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("web")
parser.add_argument("--providers", type=int, default=100_000)
parser.add_argument("--requests", type=int, default=300)
parser.add_argument("--folder")
options = parser.parse_args()
folder = options.folder or tempfile.mkdtemp()
config = os.path.join(folder, "ratingwatch.yaml")
database = os.path.join(folder, "state", "history.sqlite")
AREAS = ["overall-effectiveness", "impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"]
GRADES = ["outstanding", "good", "requires-improvement", "inadequate"]
REGIONS = ["North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England", "London",
           "South East", "South West"]


def fill():
    os.makedirs(folder, exist_ok=True)
    empty = os.path.join(folder, "empty.atom")
    with open(empty, "w") as file:
        file.write('<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>')
    with open(config, "w") as file:
        file.write(f"state: {folder}/state\nlogs: {folder}/log\nfeeds:\n  - {{name: all, kind: feed, url: 'file://{empty}'}}\n")
    subprocess.run([options.program, "run", "--once", "--config", config], check=True, capture_output=True)
    base = sqlite3.connect(database)
    base.execute("PRAGMA synchronous = OFF")
    dice = random.Random(3)
    tallies = {}
    sequence = base.execute("SELECT coalesce(max(sequence), 0) FROM alerts").fetchone()[0]
    for number in range(options.providers):
        provider, region = f"ofsted:{number + 100_000}", REGIONS[number % 9]
        name = f"{dice.choice(['Oak', 'Birch', 'Elm', 'Ash', 'Holly', 'Rowan'])} {dice.choice(['Lane', 'Hill', 'Park', 'Road'])} {number}"
        base.execute("INSERT INTO providers (id, name, kind, region, named_by) VALUES (?, ?, 'local-authority', ?, 1)", (provider, name, region))
        before = None
        for place, day in enumerate(["2019-03-04", f"202{dice.randint(2, 5)}-0{dice.randint(1, 9)}-11"]):
            row = number * 2 + place + 1_000
            url = f"https://files.example.org/{row}"
            base.execute(
                "INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, provider_id, published, seen,"
                " baseline, state, framework, inspection_start, sha256, basis) VALUES (?, 'all', ?, '', ?, 1, 'Report', ?, ?, 1.7e9, 0, 'read',"
                " 'ilacs', ?, ?, 'report')", (row, url, url, provider, day, day, str(row)))
            base.execute(
                "INSERT INTO statements (id, publication, provider, framework, visit, inspection_start, inspection_end, published, recorded,"
                " title, url, address, sha256, reader, basis, publisher, is_row, is_partial, trust, is_silent)"
                " VALUES (?, ?, ?, 'ilacs', '', ?, ?, ?, 1.7e9, 'Report', ?, ?, ?, '', 'report', 'publisher:all', 0, 0, 'trusted', 0)",
                (row, row, provider, day, day, day, url, f"/{row}", str(row)))
            marks = [dice.choice(GRADES) for _ in AREAS]
            base.executemany(
                "INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence) VALUES (?, ?, ?, ?, ?, 1, ?)",
                [(row, at, area, grade, grade, f"{area} {grade}") for at, (area, grade) in enumerate(zip(AREAS, marks))])
            if before:
                sequence += 1
                told = [{"area": area, "from": old, "to": new, "direction": "declined", "printed": new, "page": 1, "evidence": f"{area} {new}"}
                        for area, old, new in zip(AREAS, before, marks)]
                alert = "rw_" + hashlib.sha256(provider.encode()).hexdigest()[:32]
                body = {"specversion": "1.0", "id": alert, "source": "/ratingwatch/bench", "type": "org.ratingwatch.rating-changed.v1",
                        "subject": provider, "time": "2026-01-01T00:00:00Z", "data": {
                            "direction": "declined", "summary": f"{name}: overall effectiveness declined", "provider": {"id": provider, "name": name},
                            "inspection": {"framework": "ilacs", "start": day, "end": day},
                            "publication": {"title": "Report", "url": url, "published": day, "sha256": ""}, "judgements": told}}
                base.execute(
                    "INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, publication, summary, line, body)"
                    " VALUES (?, ?, 'rating-changed', 1.75e9, ?, ?, 'all', ?, ?, '', ?)",
                    (sequence, alert, provider, dice.choice(["declined", "improved"]), row, body["data"]["summary"], json.dumps(body)))
                standing = [["ilacs", day, day, day, url] + [part for pair in zip(AREAS, marks) for part in pair]]
                base.execute("INSERT INTO standing_grades (provider, grades) VALUES (?, ?)", (provider, json.dumps(standing, separators=(",", ":"))))
                for area, grade in zip(AREAS, marks):
                    tallies[region, area, grade] = tallies.get((region, area, grade), 0) + 1
            before = marks
    base.executemany("INSERT INTO standing_tallies (region, framework, area, grade, providers) VALUES (?, 'ilacs', ?, ?, ?)",
                     [(*key, count) for key, count in tallies.items()])
    base.commit()
    base.close()


def memory(process):
    with open(f"/proc/{process.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, path):
        begun = time.perf_counter()
        try:
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server has closed a connection that said nothing for long.
            self.connection.close()
            return self.ask(path)
        first = (time.perf_counter() - begun) * 1000
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        return first, len(body)


if not os.path.exists(database):
    begun = time.time()
    fill()
    print(f"{options.providers * 10:,} judgements of {options.providers:,} providers in {time.time() - begun:.0f} s", flush=True)
server = subprocess.Popen([options.web, "--config", config, "--port", "0"], stdout=subprocess.PIPE, text=True)
try:
    port = int(server.stdout.readline().rsplit(":", 1)[1].strip(" /\n"))
    client, dice = Client(port), random.Random(5)
    client.ask("/")
    print(f"memory after the first page: {memory(server):.1f} MB")
    kinds = {
        "front": (lambda: "/", 50), "provider": (lambda: f"/provider/ofsted:{100_000 + dice.randrange(options.providers)}", 50),
        "search": (lambda: f"/providers?q={dice.choice(['oak', 'lane+77', 'birch+hill', 'zzz', '9999'])}", 50),
        "Atom": (lambda: "/alerts.atom", 50), "filtered": (lambda: "/alerts?region=London&direction=improved", 50),
        "compare": (lambda: f"/compare?region={dice.choice(REGIONS).replace(' ', '+')}&page={dice.randint(1, 50)}", 100),
        "alert": (lambda: "/alert/rw_" + hashlib.sha256(f"ofsted:{100_000 + dice.randrange(options.providers)}".encode()).hexdigest()[:32], 50),
        "providers": (lambda: f"/providers/{dice.randint(2, options.providers // 100)}", 50),
    }
    worst = 0
    for name, (path, most) in kinds.items():
        times = sorted(client.ask(path())[0] for _ in range(options.requests))
        p99 = times[int(len(times) * 0.99) - 1]
        worst = max(worst, p99 / most)
        print(f"{name:10} p50 {statistics.median(times):7.2f} ms   p99 {p99:7.2f} ms   (at most {most})", flush=True)

    def crowd(results):
        one = Client(port)
        results += [one.ask(dice.choice(list(kinds.values()))[0]())[0] for _ in range(options.requests // 3)]

    results = []
    crowds = [threading.Thread(target=crowd, args=(results,)) for _ in range(20)]
    for thread in crowds:
        thread.start()
    for thread in crowds:
        thread.join()
    print(f"20 at once: p50 {statistics.median(results):.1f} ms, longest {max(results):.1f} ms")
    for _ in range(max(0, 10_000 - len(results) - options.requests * len(kinds))):
        client.ask("/alerts.atom" if dice.random() < 0.3 else kinds["provider"][0]())
    print(f"memory after 10,000 requests: {memory(server):.1f} MB (at most 40)")
    sys.exit(1 if worst > 1 or memory(server) > 40 else 0)
finally:
    server.terminate()
    server.wait()
