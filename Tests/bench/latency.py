#!/usr/bin/env python3
"""How long an alert takes: from the moment in which the daemon is served a feed with a new report in it, to its line in the log
and to the webhook that gets it. What goes before, the wait for the next poll, is the configuration's to say (`every`).

Usage: latency.py PROGRAM FOLDER OTHER-FEEDS [WEB]: four feeds publish 100 reports, one after the other, while so many other
feeds are polled every five seconds and have nothing new; WEB: the pages' server, which 20 clients read from all the while.
"""
import asyncio
import ctypes
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time

import feeds

REPORTS = 100
SOURCES = 4
PAGE = (
    "<!DOCTYPE html><html><body><h1>Inspection of Provider {n} local authority children's services</h1>"
    "<p>Inspection dates: 3 March 2025</p><table><tr><th>Judgement</th><th>Grade</th></tr>"
    "<tr><td>The impact of leaders on social work practice with children and families</td><td>Good</td></tr>"
    "<tr><td>The experiences and progress of children who need help and protection</td><td>Good</td></tr>"
    "<tr><td>The experiences and progress of children in care</td><td>Good</td></tr>"
    "<tr><td>The experiences and progress of care leavers</td><td>Good</td></tr>"
    "<tr><td>Overall effectiveness</td><td>Good</td></tr></table></body></html>"
)
ENTRY = (
    '<entry><id>report-{n}</id><title>Inspection</title><link href="/report/{n}"/><published>2025-05-16T08:00:00Z</published>'
    '<updated>2025-05-16T08:00:00Z</updated><category scheme="tag:bench,2020:urn" term="{urn}"/></entry>'
)
CONFIGURATION = """state: {folder}/state
logs: {folder}/log
http: {{per_host: {{connections: 32, interval: 0s}}}}
receivers:
  - {{name: log, kind: log-file, path: alerts.jsonl, format: jsonl}}
  - {{name: hook, kind: webhook, url: "{address}/hook", secret_file: {folder}/secret, format: cloudevents}}
routes: [{{name: all, receivers: [log, hook]}}]
operators: {{receivers: []}}
metrics: {{listen: 'unix:{folder}/metrics.sock'}}
feeds:
"""


class World:
    """What is published, and when it was served, logged and received; by the number of the report."""
    current = [None] * SOURCES
    served, logged, received = {}, {}, {}


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""

    def data_received(self, data):
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, rest = self.buffer.split(b"\r\n\r\n", 1)
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields.get(b"content-length", 0))
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            self.answer(head.split(b" ", 2)[1].decode(), fields.get(b"if-none-match", b"").decode(), rest[:length])

    def answer(self, path, known, body):
        _, kind, *number = path.split("/")
        number = int(number[0]) if number else 0
        if kind == "hook":
            World.received.setdefault(report(body), time.monotonic())
            self.send("204 No Content")
        elif kind == "report":
            self.send("200 OK", PAGE.format(n=number).encode(), media="text/html")
        elif kind == "source":
            newest = World.current[number]
            if known == f'"{newest}"':
                return self.send("304 Not Modified", tag=newest)
            entry = "" if newest is None else ENTRY.format(n=newest, urn=1000000 + newest)
            self.send("200 OK", (
                f'<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:bench:{number}</id><title>Reports</title>'
                f'<updated>2025-05-16T08:00:00Z</updated>{entry}</feed>').encode(), tag=newest)
            World.served.setdefault(newest, time.monotonic())
        elif known == '"1"':
            self.send("304 Not Modified", tag=1)
        else:
            self.send("200 OK", feeds.body(str(number), 20), tag=1)

    def send(self, status, body=b"", tag=None, media="application/atom+xml"):
        validator = "" if tag is None else f'ETag: "{tag}"\r\n'
        self.transport.write(
            f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{validator}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def report(alert):
    return int(json.loads(alert)["data"]["publication"]["url"].rsplit("/", 1)[1])


def watch(path):
    """Notes when each line comes to a log, by inotify."""
    libc = ctypes.CDLL(None)
    descriptor = libc.inotify_init1(os.O_NONBLOCK)
    libc.inotify_add_watch(descriptor, path.encode(), 2)
    log = open(path, "rb")

    def changed():
        os.read(descriptor, 65536)
        now = time.monotonic()
        for line in log.readlines():
            World.logged[report(line)] = now

    asyncio.get_running_loop().add_reader(descriptor, changed)


async def start(*command):
    return await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def until(condition, what):
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"{what}: not within two minutes")
        await asyncio.sleep(0.05)


def say(what, times):
    times = sorted(time * 1000 for time in times)
    print(f"{what:<72} p50 {statistics.median(times):7.1f} ms   p99 {times[max(len(times) * 99 // 100 - 1, 0)]:7.1f} ms   "
          f"longest {times[-1]:7.1f} ms", flush=True)


async def healths(path, times):
    """Asks for /health again and again, and notes how long each answer takes."""
    while True:
        begun = time.monotonic()
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        if b" 200 " not in await reader.readline():
            sys.exit("/health is not 200")
        writer.close()
        times.append(time.monotonic() - begun)
        await asyncio.sleep(0.1)


async def client(port, pages):
    """Reads one page after the other, as someone does who goes from link to link without reading any."""
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(50):
            page = random.choice(["/", "/alerts.atom", f"/provider/ofsted:{1000000 + random.randrange(REPORTS)}", "/providers?q=provider"])
            writer.write(f"GET {page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length: ", 1)[1].split(b"\r", 1)[0]))
            pages.append(page)
            await asyncio.sleep(0.02)
        writer.close()


def read_pages(port):
    """20 clients at once, in a process of their own: their work must not delay what is measured."""
    async def all_of_them():
        pages = []
        clients = [asyncio.create_task(client(port, pages)) for _ in range(20)]
        loop = asyncio.get_running_loop()
        ended = loop.create_future()
        loop.add_signal_handler(signal.SIGTERM, ended.set_result, None)
        begun = time.monotonic()
        await ended
        for task in clients:
            task.cancel()
        print(f"20 clients read {len(pages) / (time.monotonic() - begun):.0f} pages a second", flush=True)
    asyncio.run(all_of_them())


async def main():
    program, folder, others = sys.argv[1], sys.argv[2], int(sys.argv[3])
    web = sys.argv[4] if len(sys.argv) > 4 else None
    os.makedirs(folder)
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=512)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with open(f"{folder}/secret", "w", encoding="ascii") as file:
        file.write("whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=")
    with open(f"{folder}/bench.yaml", "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(folder=folder, address=address))
        for n in range(SOURCES):
            file.write(f"  - {{name: source-{n}, kind: feed, url: '{address}/source/{n}', every: 1s}}\n")
        for n in range(others):
            file.write(f"  - {{name: other-{n}, kind: feed, url: '{address}/other/{n}', every: 5s}}\n")
    await (await start(program, "run", "--once", "--config", f"{folder}/bench.yaml")).wait()
    watch(f"{folder}/log/alerts.jsonl")
    daemon = await start(program, "run", "--config", f"{folder}/bench.yaml")
    asked, readers, pages = [], None, None
    if web:
        pages = await asyncio.create_subprocess_exec(
            web, "--config", f"{folder}/bench.yaml", "--port", "0", stdout=subprocess.PIPE)
        port = int((await pages.stdout.readline()).rsplit(b":", 1)[1].strip(b" /\n"))
        readers = await asyncio.create_subprocess_exec(sys.executable, __file__, "--read", str(port))
    try:
        await asyncio.sleep(6)
        health = asyncio.create_task(healths(f"{folder}/metrics.sock", asked))
        for n in range(REPORTS):
            World.current[n % SOURCES] = n
            await until(lambda: n in World.served, f"report {n} is fetched")
            await asyncio.sleep(random.uniform(0, 0.3))
        await until(lambda: len(World.logged) == len(World.received) == REPORTS, "all alerts arrive")
        health.cancel()
    finally:
        for process in filter(None, (readers, pages)):
            process.terminate()
            await process.wait()
        daemon.terminate()
        await daemon.wait()
    beside = f"{others} feeds polled beside" if others else "nothing else to do"
    beside += ", 20 clients of the pages" if web else ""
    say(f"from source to log, {beside}", [World.logged[n] - World.served[n] for n in range(REPORTS)])
    say(f"from source to webhook, {beside}", [World.received[n] - World.served[n] for n in range(REPORTS)])
    say(f"/health, {beside}", asked)


if sys.argv[1] == "--read":
    read_pages(int(sys.argv[2]))
else:
    asyncio.run(main())
