#!/usr/bin/env python3
"""What `ratings` of a region takes and costs on a large record, beyond the start of the program, beside SQLite answering the same questions.

Usage: ratings.py PROGRAM FOLDER [PROVIDERS]; nine regions share the providers evenly. Each figure is the median of seven runs.
"""
import os
import sqlite3
import statistics
import subprocess
import sys
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "PageBench"))
import large_record

RUNS = 7
REGION = large_record.REGIONS[1]


def cost(program, *arguments):
    """Milliseconds by the clock, those of CPU, and the peak of resident memory in MB."""
    begun = time.perf_counter()
    child = subprocess.Popen([program, "ratings", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return (time.perf_counter() - begun) * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def asked(database):
    """CPU milliseconds in which SQLite finds the providers of the region by name, their grades and when they were looked at."""
    begun = time.process_time()
    base = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    ids = [row[0] for row in base.execute("SELECT id, name, kind FROM providers WHERE region = ? ORDER BY name, id", [REGION])]
    rows = 0
    for start in range(0, len(ids), 16_384):
        page = ids[start:start + 16_384]
        marks = ", ".join("?" * len(page))
        rows += sum(1 for _ in base.execute(
            "SELECT provider, grades, (SELECT max(last_success) FROM publications JOIN feeds ON feeds.name = feed WHERE provider_id = provider)"
            f" FROM standing_grades WHERE provider IN ({marks})", page))
    base.close()
    return (time.process_time() - begun) * 1000, rows


def main():
    program, folder = sys.argv[1:3]
    providers = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    config, database = large_record.paths(folder)
    if not os.path.exists(database):
        large_record.fill(program, folder, providers)
    forms = {"CSV": ["--region", REGION, "--format", "csv"], "a table": ["--region", REGION], "JSON": ["--region", REGION, "--format", "json"],
             "start": ["--area", "none of that name"]}
    costs, floors = {form: [] for form in forms}, []
    for _ in range(RUNS):
        # In turns, so that what else the machine does weighs on each alike.
        for form, arguments in forms.items():
            costs[form].append(cost(program, *arguments, "--config", config))
        floor, rows = asked(database)
        floors.append(floor)
    floor = statistics.median(floors)
    started, start, _ = medians(costs["start"])
    for form in list(forms)[:-1]:
        waited, cpu, memory = medians(costs[form])
        print(f"ratings of {rows} of {providers} providers as {form:8} {waited - started:6.0f} ms beyond a start of {started:.0f}   "
              f"CPU {cpu - start:4.0f} ms   SQLite alone {floor:4.0f} ms   ratio {(cpu - start) / floor:5.2f}   {memory:.1f} MB", flush=True)
    _, cpu, memory = cost(program, "--format", "csv", "--config", config)
    print(f"ratings of all {providers} as CSV: {cpu / 1000:.3f} CPU s   {memory:.1f} MB", flush=True)


def medians(runs):
    return [statistics.median(values) for values in zip(*runs)]


if __name__ == "__main__":
    main()
