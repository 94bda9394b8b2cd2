#!/usr/bin/env python3
"""Fails the N-th write, sync, rename, creation, truncation and allocation of a poll, then N and N+1, and kills the program there:
whatever the fault, the next polls must know all that a run without one knows, and have told each alert once.

Usage: nth.py PROGRAM SECONDS [--seed S]; as many faults as there is time for, of all kinds in turn, at random places.
"""
import argparse
import concurrent.futures
import errno
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
receivers:
  - {{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}
routes:
  - {{name: all, receivers: [everything]}}
"""


class World:
    def __init__(self, program, shim):
        self.program, self.shim = program, shim
        self.folder = tempfile.mkdtemp(prefix="ratingwatch-faults.")
        self.config = f"{self.folder}/faults.yaml"
        os.makedirs(f"{self.folder}/config")
        shutil.copytree(SITE, f"{self.folder}/config/demo")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=self.folder))

    def publish(self, step):
        subprocess.run(["config/demo/publish.sh", *step], cwd=self.folder, check=True)

    def poll(self, **fault):
        environment = dict(os.environ)
        if fault:
            environment |= {"LD_PRELOAD": self.shim, "FAULT_FOLDER": f"{self.folder}/data"}
            environment |= {f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}
        try:
            return subprocess.run(
                [self.program, "run", "--once", "--config", self.config], env=environment, capture_output=True,
                text=True, timeout=60).returncode
        except subprocess.TimeoutExpired:
            # A process whose memory failed may hang in its own crash; the service's watchdog ends it then as this does.
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
        return {
            "history": self.ask("history", "Cheshire East", "--format", "json")[1],
            "told": told,
            "verified": self.ask("alerts", "verify")[0],
        }


    def remove(self):
        shutil.rmtree(self.folder)


class Trial:
    """A world that has come to its last step, which is published and not yet polled, and can be put back to there."""

    def __init__(self, program, shim, work):
        self.killed = 0
        self.hung = []
        self.world = World(program, shim)
        for step in STEPS[:-1]:
            self.world.publish(step)
            self.world.poll()
            time.sleep(PAUSE)
        self.world.publish(STEPS[-1])
        self.begun = tempfile.mkdtemp(dir=work)
        shutil.copytree(f"{self.world.folder}/data", f"{self.begun}/data")
        self.world.poll()
        self.expected = self.world.known()
        if self.expected["verified"] != 0 or len(self.expected["told"]) < 3:
            sys.exit(f"without a fault: {self.expected}")

    def rewind(self):
        shutil.rmtree(f"{self.world.folder}/data")
        shutil.copytree(f"{self.begun}/data", f"{self.world.folder}/data")

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
                f"instead of {self.expected['told']}")


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
            trials = list(pool.map(lambda _: Trial(program, shim, work), range(WORKERS)))
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
    sys.exit(1 if failed or not killed else 0)


if __name__ == "__main__":
    main()
