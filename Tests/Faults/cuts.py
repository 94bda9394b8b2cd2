#!/usr/bin/env python3
"""Ends the daemon again and again while a publisher publishes, by kill -9 or by a power cut: after each end it starts again, and at last it
must know all that one knows that was never ended, and have told each alert once.

Usage: cuts.py PROGRAM kill|power ENDS [--seed S]. A power cut leaves what was synced and nothing else (see powercut.c).
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from nth import Hook, World

STEPS = [["2013-article"], ["2015-report", "2013-article"], ["2019-report", "2015-report", "2013-article"],
         ["2024-report", "2019-report", "2015-report", "2013-article"]]
# Of no use to the next start.
GONE = ("control.sock", "lock", "under-way")
MOST_SYNCS = 14
HERE = os.path.dirname(os.path.abspath(__file__))


class Disk:
    """What a power cut leaves of a folder."""

    def __init__(self, folder, place):
        self.folder, self.place, self.losses = folder, place, 0

    def begin(self):
        """All that is there now is on the disk."""
        shutil.rmtree(self.place, ignore_errors=True)
        for name in ("content", "names"):
            os.makedirs(f"{self.place}/{name}")
        for path, folders, files in os.walk(self.folder):
            for name in files:
                file = os.path.join(path, name)
                if os.path.isfile(file) and not os.path.islink(file):
                    shutil.copyfile(file, f"{self.place}/content/{os.stat(file).st_ino}")
            with open(f"{self.place}/names/{self.encoded(path)}", "w", encoding="utf-8") as listing:
                for name in folders + files:
                    entry = os.path.join(path, name)
                    if not os.path.islink(entry):
                        listing.write(f"{os.stat(entry).st_ino} {int(os.path.isdir(entry))} {name}\n")

    def encoded(self, path):
        return "|" if path == self.folder else "|" + os.path.relpath(path, self.folder).replace("/", "|")

    def cut(self):
        """The folder becomes what the disk holds."""
        after = self.folder + ".after"
        shutil.rmtree(after, ignore_errors=True)
        self.restore(self.folder, after)
        self.losses += self.files(self.folder) != self.files(after)
        shutil.rmtree(self.folder)
        os.rename(after, self.folder)

    def files(self, top):
        found = {}
        for path, _, names in os.walk(top):
            for name in names:
                file = os.path.join(path, name)
                if os.path.isfile(file) and name not in GONE and not name.endswith("-shm"):
                    with open(file, "rb") as content:
                        found[os.path.relpath(file, top)] = content.read()
        return found

    def restore(self, path, target):
        os.makedirs(target, mode=0o750)
        listing = f"{self.place}/names/{self.encoded(path)}"
        if not os.path.exists(listing):
            return
        with open(listing, encoding="utf-8") as lines:
            for line in lines:
                inode, is_folder, name = line.rstrip("\n").split(" ", 2)
                if is_folder == "1":
                    self.restore(os.path.join(path, name), os.path.join(target, name))
                    continue
                content = f"{self.place}/content/{inode}"
                if name in GONE or name.endswith("-shm"):
                    continue
                # A name that was synced before its content has an empty file.
                if os.path.exists(content):
                    shutil.copyfile(content, os.path.join(target, name))
                else:
                    open(os.path.join(target, name), "w", encoding="utf-8").close()


def run(world, environment):
    return subprocess.Popen(
        [world.program, "run", "--config", world.config], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def known(world):
    """The same in each world, wherever its folder is."""
    found = world.known()
    return found | {"history": [history.replace(world.folder, "") for history in found["history"]]}


def settled(world, expected, seconds):
    end = time.monotonic() + seconds
    found = {"told": []}
    while time.monotonic() < end:
        time.sleep(0.5)
        try:
            found = known(world)
        except FileNotFoundError:
            # The log has not been begun yet.
            continue
        if found == expected:
            return None
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("how", choices=["kill", "power"])
    parser.add_argument("ends", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program, dice, ends, wrong, losses = os.path.abspath(options.program), random.Random(options.seed), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="ratingwatch-cuts.") as work:
        shim = f"{work}/powercut.so"
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", shim, f"{HERE}/powercut.c", "-ldl", "-lpthread"], check=True)
        hook = Hook()
        whole = World(program, shim, hook)
        # An empty baseline: all that is published then is told.
        whole.publish([])
        whole.poll()
        for step in STEPS:
            time.sleep(1.1)
            whole.publish(step)
            whole.poll()
        expected = known(whole)
        whole.remove()
        if expected["verified"] != 0 or len(expected["told"]) < 3:
            sys.exit(f"without an end: {expected}")
        while ends < options.ends:
            world = World(program, shim, hook)
            data = f"{world.folder}/data"
            os.makedirs(data)
            disk = Disk(data, f"{work}/disk")
            environment = dict(os.environ)
            if options.how == "power":
                environment |= {"LD_PRELOAD": shim, "CUT_FOLDER": data, "CUT_DISK": disk.place}
            world.publish([])
            world.poll()
            for step in STEPS:
                world.publish(step)
                for _ in range(dice.randint(1, 4)):
                    if ends == options.ends:
                        break
                    disk.begin()
                    # Of the syncs of a start and a poll.
                    daemon = run(world, environment | {"CUT_AT": str(dice.randint(1, MOST_SYNCS))})
                    try:
                        daemon.wait(dice.uniform(0, 1.6) if options.how == "kill" else 3)
                    except subprocess.TimeoutExpired:
                        daemon.send_signal(signal.SIGKILL)
                        daemon.wait()
                    ends += 1
                    if options.how == "power":
                        disk.cut()
            # The daemon that is left alone takes in what the ended ones have not.
            daemon = run(world, dict(os.environ))
            found = settled(world, expected, 120)
            daemon.terminate()
            daemon.wait()
            if found:
                wrong += 1
                print("other " + ", ".join(name for name in expected if found.get(name) != expected[name])
                      + f" after {ends} ends: told {found['told']} instead of {expected['told']}", flush=True)
            losses += disk.losses
            world.remove()
    done = f"{ends} kills" if options.how == "kill" else f"{ends} power cuts, {losses} of which took something that was written"
    print(f"{done}; {wrong} worlds with something lost or told twice")
    # Where nothing was taken, nothing was cut.
    sys.exit(1 if wrong or options.how == "power" and not losses else 0)


if __name__ == "__main__":
    main()
