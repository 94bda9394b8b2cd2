#!/usr/bin/env python3
"""Measures the pages' server on a large record: bench.py RATINGWATCH RATINGWATCH-WEB [--providers N] [--folder DIR]

The record is that of large_record.py. Prints milliseconds to the first byte by kind of page, and the memory of the server.
"""
import argparse
import hashlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import large_record

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("web")
parser.add_argument("--providers", type=int, default=100_000)
parser.add_argument("--requests", type=int, default=300)
parser.add_argument("--folder")
options = parser.parse_args()
folder = options.folder or tempfile.mkdtemp()
config, database = large_record.paths(folder)


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
    large_record.fill(options.program, folder, options.providers)
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
        "compare": (lambda: f"/compare?region={dice.choice(large_record.REGIONS).replace(' ', '+')}&page={dice.randint(1, 50)}", 100),
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
