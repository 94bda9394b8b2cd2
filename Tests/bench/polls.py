#!/usr/bin/env python3
"""Polls of 1,000 feeds beside what does the same work without deciding anything: CPU seconds, children included, medians of five, all taken in turns.

Usage: polls.py PROGRAM FOLDER [OTHER]; OTHER: a ratingwatch of an earlier commit.

The floor of a first poll is curl fetching the feeds, `xmllint --noout` reading them, and sqlite3 inserting the same rows in a durable
transaction a feed. The poller over gofeed beside it is `gopoller`, built here where Debian's packages for it are installed.
"""
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).parent
FEEDS = 1000
ENTRIES = 20
ROUNDS = 5
ATOM = "{http://www.w3.org/2005/Atom}"


def cost(*command, **options):
    """CPU seconds, and peak memory in MB."""
    words = [sys.executable, str(HERE / "cost.py"), *map(str, command)]
    seconds, memory = subprocess.run(words, check=True, capture_output=True, text=True, **options).stdout.split()
    return float(seconds), float(memory)


def say(text, measured, other, floor, at_most=None):
    end = "" if at_most is None else f"   to be at most {at_most}"
    print(f"{text:<44} {measured:8.3f} s   {other:<34} {floor:8.3f} s   ratio {measured / floor:6.2f}{end}", flush=True)


class Place:
    """A ratingwatch with its record, and the publisher's feeds as its configuration."""

    def __init__(self, program, folder, publisher, feeds):
        self.program, self.folder = program, folder
        folder.mkdir(parents=True)
        for name, interval in (("due", "1s"), ("idle", "1h")):
            # The server is our own: nothing is gained by sparing it.
            lines = [f"state: {folder}/state", f"logs: {folder}/log", "http: {per_host: {connections: 32, interval: 0s}}", "feeds:"]
            lines += [f'  - {{name: f{feed}, kind: feed, url: "{publisher}/{feed}", every: {interval}}}' for feed in range(1, feeds + 1)]
            (folder / f"{name}.yaml").write_text("\n".join(lines) + "\n")

    def once(self, name):
        return cost(self.program, "run", "--once", "--config", self.folder / f"{name}.yaml")

    def first(self):
        for part in ("state", "log"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        return self.once("due")

    def second(self):
        time.sleep(1.2)
        return self.once("due")

    def start(self):
        return self.once("idle")


class Floor:
    """What fetches, reads and writes the same and no more."""

    def __init__(self, folder, publisher):
        self.folder = folder
        folder.mkdir()
        self.documents = [folder / f"{feed}.xml" for feed in range(1, FEEDS + 1)]
        (folder / "curl").write_text("".join(
            f'url = "{publisher}/{feed}"\noutput = "{document}"\n' for feed, document in enumerate(self.documents, 1)))
        self.fetch()
        (folder / "rows.sql").write_text(
            "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n"
            "CREATE TABLE feeds (address TEXT PRIMARY KEY, etag TEXT);\n"
            "CREATE TABLE entries (address TEXT, id TEXT, title TEXT, link TEXT, updated TEXT, summary TEXT, PRIMARY KEY (address, id));\n"
            + "".join(map(self.transaction, self.documents)))

    @staticmethod
    def transaction(document):
        def quoted(text):
            return "'" + (text or "").replace("'", "''") + "'"

        rows = []
        for entry in xml.etree.ElementTree.parse(document).iter(ATOM + "entry"):
            texts = [entry.findtext(ATOM + name) for name in ("id", "title", "updated", "summary")]
            texts.insert(2, entry.find(ATOM + "link").get("href"))
            rows.append(f"({', '.join(map(quoted, [str(document), *texts]))})")
        return (f"BEGIN;\nINSERT INTO feeds VALUES ({quoted(str(document))}, '\"1\"');\n"
                f"INSERT INTO entries VALUES {', '.join(rows)};\nCOMMIT;\n")

    def fetch(self):
        return cost("curl", "-s", "--parallel", "--parallel-max", "50", "--config", self.folder / "curl")

    def read(self):
        return cost("xmllint", "--noout", *self.documents)

    def write(self):
        for file in self.folder.glob("rows.sqlite*"):
            file.unlink()
        return cost("sqlite3", self.folder / "rows.sqlite", f".read {self.folder}/rows.sql")


class GoPoller:
    """The poller over gofeed, with a database of its own."""

    def __init__(self, folder, publisher):
        self.folder, self.program = folder, folder / "gopoller"
        folder.mkdir()
        (folder / "addresses").write_text("".join(f"{publisher}/{feed}\n" for feed in range(1, FEEDS + 1)))

    def missing(self):
        """Builds it; what is missing where it cannot be built."""
        if not shutil.which("go"):
            return "golang-go is not installed"
        words = ["go", "build", "-tags", "libsqlite3", "-o", str(self.program), "."]
        built = subprocess.run(words, cwd=HERE / "gopoller", capture_output=True, text=True,
                               env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "GO111MODULE": "off", "GOPATH": "/usr/share/gocode"})
        return None if built.returncode == 0 else built.stderr.strip().splitlines()[0]

    def second(self):
        return cost(self.program, self.folder / "addresses", self.folder / "entries.sqlite")

    def first(self):
        for file in self.folder.glob("entries.sqlite*"):
            file.unlink()
        return self.second()


def main():
    program, folder = map(pathlib.Path, sys.argv[1:3])
    others = [pathlib.Path(path) for path in sys.argv[3:]]
    folder.mkdir(parents=True)
    server = subprocess.Popen([sys.executable, str(HERE / "feeds.py"), str(ENTRIES)], stdout=subprocess.PIPE, text=True)
    try:
        measure(program, others, folder, f"http://127.0.0.1:{server.stdout.readline().strip()}")
    finally:
        server.kill()


def measure(program, others, folder, publisher):
    ours = Place(program, folder / "ours", publisher, FEEDS)
    steps = {"first": ours.first, "second": ours.second, "start": ours.start}
    for other in others:
        place = Place(other, folder / "other", publisher, FEEDS)
        steps |= {"other first": place.first, "other second": place.second, "other start": place.start}
    floor_tools = [tool for tool in ("curl", "xmllint", "sqlite3") if not shutil.which(tool)]
    if not floor_tools:
        floor = Floor(folder / "floor", publisher)
        steps |= {"fetch": floor.fetch, "read": floor.read, "write": floor.write}
    go = GoPoller(folder / "go", publisher)
    missing = go.missing()
    if not missing:
        steps |= {"go first": go.first, "go second": go.second}

    runs = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            runs[name].append(step())
    seconds = {name: statistics.median(run[0] for run in found) for name, found in runs.items()}
    peaks = {name: max(run[1] for run in found) for name, found in runs.items()}

    title = f"first poll, {FEEDS} feeds of {ENTRIES} entries"
    if floor_tools:
        print(f"{title}: no floor, {', '.join(floor_tools)} is not installed")
    else:
        whole = seconds["fetch"] + seconds["read"] + seconds["write"]
        say(title, seconds["first"], "curl + xmllint + sqlite3", whole, 1.5)
        print(f"  the floor: curl {seconds['fetch']:.3f} s, xmllint {seconds['read']:.3f} s, sqlite3 {seconds['write']:.3f} s")
    if missing:
        print(f"the poller over gofeed: skipped, {missing}")
    else:
        say(title, seconds["first"], "gofeed and SQLite", seconds["go first"], 0.4)
        say("second poll, all answered 304", seconds["second"], "gofeed and SQLite", seconds["go second"], 1.3)
    say("second poll, all answered 304", seconds["second"], "start and stop with nothing due", seconds["start"])
    if others:
        for name, text in (("first", title), ("second", "second poll, all answered 304"), ("start", "start and stop with nothing due")):
            say(text, seconds[name], "the same by the other program", seconds[f"other {name}"])
    many_seconds, many_peak = Place(program, folder / "many", publisher, 10 * FEEDS).first()
    say(f"first poll, {10 * FEEDS} feeds (one run)", many_seconds, f"first poll, {FEEDS} feeds", seconds["first"], 10)
    print(f"peak memory: {peaks['first']} MB with {FEEDS} feeds, to be at most 40; {many_peak} MB with {10 * FEEDS}, to be at most 60; "
          f"{peaks['second']} MB in the second poll")


if __name__ == "__main__":
    main()
