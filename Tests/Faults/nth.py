#!/usr/bin/env python3
"""Fails the N-th write, sync, rename, creation, truncation and allocation of a poll, then N and N+1, and kills the program there:
whatever the fault, the next polls must know all that a run without one knows, and have told each alert once; a webhook may get one
more than once, with the same bytes.

What is polled has reports as HTML, one as PDF, and a table whose grades change.

Usage: nth.py PROGRAM SECONDS [--seed S]; as many faults as there is time for, of all kinds in turn, at random places.
"""
import argparse
import base64
import concurrent.futures
import errno
import http.server
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SITE = os.path.join(HERE, "../../config/demo")
PAPER = os.path.join(HERE, "../ReportsTests/Fixtures/council-report.pdf")
# What is listed, step by step.
STEPS = [[], ["2013-article"], ["2015-report", "2013-article"],
         ["2024-report", "2019-report", "2015-report", "2013-article"]]
# Seconds until a feed of `every: 1s` is due again.
PAUSE = 1.05
WORKERS = 4
HUNG = "hung"
OPERATIONS = ["write", "sync", "rename", "create", "truncate", "allocate"]
CAUSES = {"full disk": str(errno.ENOSPC), "input/output error": str(errno.EIO), "kill": "kill"}
CONFIGURATION = """instance: faults
state: {folder}/data/state
logs: {folder}/data/log
http: {{retry: {{first: 1s, most: 1s}}}}
feeds:
  - {{name: cheshire-east, kind: feed, url: 'file:{folder}/demo/site/publications.atom', every: 1s}}
  - {{name: papers, kind: feed, url: 'file:{folder}/papers.atom', every: 1s}}
  - name: homes
    kind: table
    url: 'file:{folder}/homes.csv'
    every: 1s
    table: {{dates: dmy, scheme: ofsted, provider_id: URN, name: Name, framework: sccif, number: Number, date: Date,
            areas: {{overall-experiences-and-progress: Overall}}}}
receivers:
  - {{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}
  - {{name: newsroom, kind: webhook, url: '{hook}', secret_file: '{folder}/hook.secret', format: cloudevents}}
routes:
  - {{name: all, receivers: [everything, newsroom]}}
operators: {{receivers: [everything]}}
"""
# What an entry of the papers leads to is a report of Someshire.
PAPER_ENTRY = """<entry><id>tag:faults,2023:1</id><title>Someshire: inspection of children's services</title>
<link rel="alternate" href="file:{folder}/report.pdf"/><link rel="enclosure" type="application/pdf" href="file:{folder}/report.pdf"/>
<published>2023-05-02T08:30:00Z</published><updated>2023-05-02T08:30:00Z</updated>
<category scheme="tag:faults,2023:urn" term="80999" label="Someshire"/></entry>"""
HOMES = 12
PROVIDERS = ["Cheshire East", "Someshire", *(f"Home {home}" for home in range(0, HOMES, 3))]


class Hook(http.server.ThreadingHTTPServer):
    """Takes the webhooks of all worlds, by the path of each: what came, by id."""

    daemon_threads = True

    def __init__(self):
        self.taken = {}
        super().__init__(("127.0.0.1", 0), Hook.Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.taken.setdefault(self.path, {}).setdefault(json.loads(body)["id"], set()).add(body)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass


class World:
    def __init__(self, program, shim, hook):
        self.program, self.shim, self.hook = program, shim, hook
        self.folder = tempfile.mkdtemp(prefix="ratingwatch-faults.")
        self.config = f"{self.folder}/faults.yaml"
        os.makedirs(f"{self.folder}/config")
        shutil.copytree(SITE, f"{self.folder}/config/demo")
        shutil.copy(PAPER, f"{self.folder}/report.pdf")
        with open(f"{self.folder}/hook.secret", "w", encoding="utf-8") as file:
            file.write("whsec_" + base64.b64encode(bytes(32)).decode() + "\n")
        os.chmod(f"{self.folder}/hook.secret", 0o600)
        self.path = "/" + os.path.basename(self.folder)
        with open(self.config, "w", encoding="utf-8") as file:
            hook_address = f"http://127.0.0.1:{hook.server_port}{self.path}"
            file.write(CONFIGURATION.format(folder=self.folder, hook=hook_address))

    def publish(self, step):
        """The last step has a paper, and other grades in the table."""
        # By its shell: a program that another thread has just written may still be open in a child of a third.
        subprocess.run(["bash", "config/demo/publish.sh", *step], cwd=self.folder, check=True)
        is_last = step == STEPS[-1]
        self.put("papers.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:faults,2023:papers</id><title>Papers</title>'
                 + (PAPER_ENTRY.format(folder=self.folder) if is_last else "") + "</feed>\n")
        rows = [f"SC{home},Home {home},{home},0{home % 9 + 1}/03/2021,Good" for home in range(HOMES)]
        if is_last:
            rows += [f"SC{home},Home {home},{100 + home},0{home % 9 + 1}/03/2024,{'Inadequate' if home % 2 else 'Outstanding'}"
                     for home in range(0, HOMES, 3)]
        self.put("homes.csv", "\n".join(["URN,Name,Number,Date,Overall", *rows]) + "\n")

    def put(self, name, text):
        with open(f"{self.folder}/{name}.next", "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(f"{self.folder}/{name}.next", f"{self.folder}/{name}")

    def poll(self, **fault):
        environment = dict(os.environ)
        if fault:
            # The toolchain's own tracer of crashes, which no user has, may wait for ever for a process whose memory failed.
            environment |= {"SWIFT_BACKTRACE": "enable=no", "LD_PRELOAD": self.shim, "FAULT_FOLDER": f"{self.folder}/data"}
            environment |= {f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}
        try:
            return subprocess.run(
                [self.program, "run", "--once", "--config", self.config], env=environment, capture_output=True,
                text=True, timeout=60).returncode
        except subprocess.TimeoutExpired:
            return HUNG if fault else sys.exit("a poll without a fault has not ended within a minute")

    def ask(self, *words):
        answer = subprocess.run(
            [self.program, *words, "--config", self.config], capture_output=True, text=True, timeout=60)
        return answer.returncode, answer.stdout

    def known(self):
        """What is known and was told, without what the clock says."""
        with open(f"{self.folder}/data/log/alerts.jsonl", encoding="utf-8") as file:
            alerts = [json.loads(line) for line in file]
        # What operators hear of the fault itself is no news of a council.
        told = sorted(alert["id"] for alert in alerts if ".operator-" not in alert["type"])
        taken = self.hook.taken.get(self.path, {})
        return {
            "history": [self.ask("history", name, "--format", "json")[1] for name in PROVIDERS],
            "told": told,
            "sent": sorted(taken),
            "sent otherwise": sorted(alert for alert, bodies in taken.items() if len(bodies) > 1),
            "verified": self.ask("alerts", "verify")[0],
        }

    def remove(self):
        shutil.rmtree(self.folder)


class Trial:
    """A world that has come to its last step, which is published and not yet polled, and can be put back to there."""

    def __init__(self, program, shim, hook, work):
        self.killed = 0
        self.hung = []
        self.world = World(program, shim, hook)
        for step in STEPS[:-1]:
            self.world.publish(step)
            self.world.poll()
            time.sleep(PAUSE)
        self.world.publish(STEPS[-1])
        self.begun = tempfile.mkdtemp(dir=work)
        shutil.copytree(f"{self.world.folder}/data", f"{self.begun}/data")
        hook.taken.pop(self.world.path, None)
        self.world.poll()
        self.expected = self.world.known()
        expected = self.expected
        is_good = expected["verified"] == 0 and len(expected["told"]) >= 8 and len(expected["sent"]) >= 5
        if not is_good or not all(json.loads(history)["inspections"] for history in expected["history"]):
            sys.exit(f"without a fault: {self.expected}")

    def rewind(self):
        shutil.rmtree(f"{self.world.folder}/data")
        shutil.copytree(f"{self.begun}/data", f"{self.world.folder}/data")
        self.world.hook.taken.pop(self.world.path, None)

    def count(self, operation):
        self.rewind()
        report = f"{self.begun}/count"
        self.world.poll(operation=operation, at=0, count=report)
        with open(report, encoding="utf-8") as file:
            return int(file.read())

    def fault(self, operation, cause, at, times):
        """What is wrong after it and after up to twelve polls; `None` where nothing is."""
        self.rewind()
        status = self.world.poll(operation=operation, at=at, times=times, cause=CAUSES[cause])
        self.killed += status == -signal.SIGKILL
        if status == HUNG:
            self.hung.append(f"{cause} at {operation} {at}, {times} in a row")
        # A log that could not be written is tried again after 5 seconds.
        for _ in range(12):
            time.sleep(PAUSE)
            self.world.poll()
            found = self.world.known()
            if found == self.expected:
                return None
        wrong = ", ".join(name for name in found if found[name] != self.expected[name])
        return (f"{cause} at {operation} {at}, {times} in a row (status {status}): other {wrong}; told {found['told']} "
                f"instead of {self.expected['told']}, sent {found['sent']} instead of {self.expected['sent']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory(prefix="ratingwatch-nth.") as work:
        shim = f"{work}/nth.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", shim, f"{HERE}/nth.c", "-ldl"], check=True)
        # Most of a trial is waiting until the feed is due again.
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            hook = Hook()
            trials = list(pool.map(lambda _: Trial(program, shim, hook, work), range(WORKERS)))
            counts = {operation: trials[0].count(operation) for operation in OPERATIONS}
            print("operations of a poll:", ", ".join(f"{counts[name]} of {name}" for name in OPERATIONS), flush=True)
            dice = random.Random(options.seed)
            kinds = itertools.cycle([
                (operation, cause, times) for operation in OPERATIONS for cause in CAUSES for times in (1, 2)
                if counts[operation] > 0 and not (cause == "kill" and times > 1)])
            next_fault, end = threading.Lock(), time.monotonic() + options.seconds

            def run(trial):
                found = []
                while time.monotonic() < end:
                    with next_fault:
                        operation, cause, times = next(kinds)
                        at = dice.randint(1, counts[operation])
                    found.append(trial.fault(operation, cause, at, times))
                    if found[-1]:
                        print(found[-1], flush=True)
                return found

            found = [wrong for all_of_one in pool.map(run, trials) for wrong in all_of_one]
        for trial in trials:
            trial.world.remove()
    failed = sum(wrong is not None for wrong in found)
    killed = sum(trial.killed for trial in trials)
    hung = [what for trial in trials for what in trial.hung]
    print(f"{len(found)} faults, {killed} of them kills, {len(hung)} ended by force after a minute, "
          f"{failed} with something lost or told twice")
    for what in hung:
        print(f"  ended by force: {what}")
    # Where nothing was killed, nothing was preloaded.
    sys.exit(1 if failed or hung or not killed else 0)


if __name__ == "__main__":
    main()
