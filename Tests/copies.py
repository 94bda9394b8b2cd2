#!/usr/bin/env python3
"""The record of real publications to a PostgreSQL database and back: the same by its digest, and the copy goes on where it was.

  Tests/postgres.sh Tests/copies.py PROGRAM [--begin 2013-08-01] [--until 2026-06-01]

Needs a PostgreSQL server (RATINGWATCH_TEST_POSTGRES, which Tests/postgres.sh sets) and the real publications with their publisher beside the
checkout. Quarter by quarter a record in a file follows them, up to half a year before the end. It is copied to a database and from there to
another file; all three follow the rest. Then each has told what the first has, with the same ids in the same order without a gap, and nothing twice.
"""
import argparse, datetime, json, os, subprocess, sys, tempfile, time, urllib.request
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def ask(url, body):
    request = urllib.request.Request(url, data=json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"null")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--begin", default="2013-08-01")
    parser.add_argument("--until", default="2026-06-01")
    options = parser.parse_args()
    server = os.environ.get("RATINGWATCH_TEST_POSTGRES")
    if server is None or not (SHARED / "tools/publisher.py").exists():
        print("skipped: needs Tests/postgres.sh, and the real publications beside the checkout")
        return
    folder = Path(tempfile.mkdtemp(prefix="ratingwatch-copies."))
    host = server.split("host=")[1]
    subprocess.run(["psql", "-q", "-h", host, "-U", "ratingwatch", "-c", "CREATE SCHEMA copies"], check=True)
    publisher = subprocess.Popen(
        ["python3", SHARED / "tools/publisher.py", "--data", SHARED / "data", "--port", "0", "--at", options.begin],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        feed = json.loads(publisher.stdout.readline())["url"]
        walk(options, folder, feed, server + "&options=-csearch_path%3Dcopies")
    finally:
        publisher.kill()


def configure(folder, name, feed, record=None):
    shared = f'history: {{database: "{record}"}}\nfleet: {{name: {name}}}\n' if record else ""
    file = folder / f"{name}.yaml"
    file.write_text(f"""state: {folder}/{name}/state
logs: {folder}/{name}/log
instance: copies
{shared}http: {{per_host: {{connections: 4, interval: 0s}}}}
feeds: [{{name: councils, kind: feed, url: '{feed}/feeds/publications.atom', every: 1s}}]
receivers: [{{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}]
routes: [{{name: all, receivers: [everything]}}]
operators: {{receivers: [everything]}}
""")
    return file


def run(program, *arguments):
    begun = time.monotonic()
    before = os.times()
    done = subprocess.run(["/usr/bin/env", "python3", "-c", MEASURED, program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr[-2000:]}")
    after = os.times()
    *rest, memory = done.stderr.strip().splitlines() or ["0"]
    return done.stdout, time.monotonic() - begun, after.children_user + after.children_system - before.children_user - before.children_system, float(memory)


MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=sys.stderr)
sys.exit(done.returncode)
"""


def alerts(folder, name):
    path = folder / name / "log/alerts.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def walk(options, folder, feed, record):
    program = options.program
    day, end = (datetime.date.fromisoformat(text) for text in (options.begin, options.until))
    half = end - datetime.timedelta(days=200)
    names = ["file", "database", "back"]
    files = {name: configure(folder, name, feed, record if name == "database" else None) for name in names}

    def follow(who):
        for name in who:
            time.sleep(1.1)
            run(program, "run", "--once", "--config", files[name])

    follow(["file"])
    while day < half:
        day += datetime.timedelta(days=91)
        ask(feed + "/__clock", {"at": day.isoformat()})
        follow(["file"])
    digests = []
    for here, there in [("file", "database"), ("database", "back")]:
        out, seconds, cpu, memory = run(program, "copy", "--from", files[here], "--to", files[there])
        print(out.splitlines()[-1])
        print(f"  {seconds:.1f} s, {cpu:.1f} s of CPU, {memory:.1f} MB")
        digests.append(out.split()[-1])
        refused = subprocess.run([program, "copy", "--from", files[here], "--to", files[there]], capture_output=True, text=True)
        assert refused.returncode == 1 and "a record is there already" in refused.stderr, refused
    assert digests[0] == digests[1], digests
    told = alerts(folder, "file")
    for name in ["database", "back"]:
        # A log goes on where it lies; that of the first is each one's beginning.
        (folder / name / "log").mkdir(parents=True, exist_ok=True)
        (folder / name / "log/alerts.jsonl").write_bytes((folder / "file/log/alerts.jsonl").read_bytes())
    while day < end:
        day += datetime.timedelta(days=91)
        ask(feed + "/__clock", {"at": day.isoformat()})
        follow(names)
    first = alerts(folder, "file")
    assert len(first) > len(told), "nothing was told after the copy"
    for name in names:
        found = alerts(folder, name)
        assert [alert["sequence"] for alert in found] == list(range(1, len(found) + 1)), name
        assert [alert["id"] for alert in found] == [alert["id"] for alert in first], name
    print(f"{len(told)} alerts before the copy, {len(first) - len(told)} after it: the same in all three, without a gap, none twice")


main()
