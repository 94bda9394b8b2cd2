#!/usr/bin/env python3
"""Instructions that the program executes per poll answered 304, per known entry and per new entry, counted by valgrind's callgrind: a
later change that costs is seen without the noise of a clock.

Usage: instructions.py PROGRAM FOLDER [OTHER]; OTHER: a ratingwatch of an earlier commit. Each figure is the difference of two runs that
differ in nothing else; threads take turns as they come, so runs of the same program differ by some per cent: the least of three is taken.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
FEW, MANY = 50, 250
SHORT, LONG = 10, 40
RUNS = 3


def configuration(folder, paths):
    folder.mkdir(parents=True)
    lines = [f"state: {folder}/state", f"logs: {folder}/log", "http: {per_host: {connections: 32, interval: 0s}}", "feeds:"]
    lines += [f'  - {{name: f{number}, kind: feed, url: "{path}", every: 1s}}' for number, path in enumerate(paths)]
    (folder / "c.yaml").write_text("\n".join(lines) + "\n")


def count(program, folder):
    """The instructions of a poll of what the folder's configuration names."""
    time.sleep(1.2)
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "run", "--once", "--config", folder / "c.yaml"]
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{program} under valgrind ended with {run.returncode}: {run.stderr[-2000:]}")
    return int(found[1])


def first(program, folder):
    for part in ("state", "log"):
        shutil.rmtree(folder / part, ignore_errors=True)
    return count(program, folder)


def figures(program, folder, publisher):
    """Of 304s, known entries and new entries, each in instructions."""
    few, many = folder / "few", folder / "many"
    for place, feeds in ((few, FEW), (many, MANY)):
        configuration(place, [f"{publisher}/{feed}" for feed in range(1, feeds + 1)])
    short, long = folder / "short", folder / "long"
    for place, entries in ((short, SHORT), (long, LONG)):
        configuration(place, [f"{publisher}/{entries}/{feed}" for feed in range(1, FEW + 1)])

    def least(step, place):
        return min(step(program, place) for _ in range(RUNS))

    entries = FEW * (LONG - SHORT)
    new = (least(first, long) - least(first, short)) / entries
    known = (least(count, long) - least(count, short)) / entries
    for place in (few, many):
        first(program, place)
    return (least(count, many) - least(count, few)) / (MANY - FEW), known, new


def main():
    program, folder, *other = sys.argv[1:4]
    if not shutil.which("valgrind"):
        print("instructions: skipped, valgrind is not installed")
        return
    folder = pathlib.Path(folder)
    server = subprocess.Popen([sys.executable, str(HERE / "feeds.py"), "20"], stdout=subprocess.PIPE, text=True)
    try:
        publisher = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        ours = figures(program, folder / "ours", publisher)
        others = figures(other[0], folder / "other", publisher) if other else None
    finally:
        server.kill()
    for place, name in enumerate(("poll answered 304", "known entry of a changed feed", "new entry of a first poll")):
        beside = f", {others[place]:,.0f} by the other program" if others else ""
        print(f"instructions per {name}: {ours[place]:,.0f}{beside}")


if __name__ == "__main__":
    main()
