#!/usr/bin/env python3
"""What the record costs on a PostgreSQL server, beside a file: the first poll of a table, polls of 20 publications over a network of 1 ms, and
a daemon's memory.

  POSTGRES_SETTINGS="log_min_duration_statement=0 log_parameter_max_length=0 log_line_prefix='%n[%p]'" \\
      Tests/postgres.sh Tests/bench/record.py PROGRAM [ROWS]

The server's own log says how many statements a transaction took and how long it had the record's lock. The network is a proxy that holds
each byte back for half a millisecond, either way; what a way there and back takes through it is measured too.
"""
import collections, http.server, os, re, select, shutil, socket, statistics, subprocess, sys, tempfile, threading, time
from pathlib import Path

import schools, tables

# With what the proxy itself takes, a way there and back takes about a millisecond.
ONE_WAY = 0.00035
SECONDS = 20


class Proxy:
    """127.0.0.1:port -> the server's socket; a process of its own, so that nothing else takes its time."""

    def __init__(self, path):
        self.process = subprocess.Popen([sys.executable, __file__, "--proxy", path], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    @staticmethod
    def serve(path):
        listening = socket.create_server(("127.0.0.1", 0))
        print(listening.getsockname()[1], flush=True)
        # Both ends may be busy sending: what one does not take yet waits, and the other is read all the same.
        ends, waiting = {}, {}
        while True:
            now = time.monotonic()
            due = [end for end, parts in waiting.items() if parts and parts[0][0] <= now]
            later = [parts[0][0] for parts in waiting.values() if parts and parts[0][0] > now]
            readable, writable, _ = select.select([listening, *ends], due, [], min(later) - now if later else None)
            for ready in readable:
                if ready is listening:
                    client, _ = listening.accept()
                    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    server = socket.socket(socket.AF_UNIX)
                    server.connect(path)
                    for end, other in ((client, server), (server, client)):
                        end.setblocking(False)
                        ends[end], waiting[end] = other, collections.deque()
                    continue
                try:
                    data = ready.recv(1 << 16)
                except OSError:
                    data = b""
                there = ends[ready] if data else ends.pop(ready)
                waiting[there].append((time.monotonic() + ONE_WAY, data))
            for end in writable:
                at, data = waiting[end].popleft()
                try:
                    sent = end.send(data) if data else end.shutdown(socket.SHUT_WR) or 0
                except BlockingIOError:
                    sent = 0
                except OSError:
                    continue
                if sent < len(data):
                    waiting[end].appendleft((at, data[sent:]))


def transactions(log, offset):
    """Each that has written: how many statements it took, and how long it was open, in seconds."""
    open_since, found = {}, []
    line_form = re.compile(rb"(\d+\.\d+)\[(\d+)\]LOG:  duration: \S+ ms  execute [^:]*: (.*)")
    with open(log, "rb") as file:
        file.seek(offset)
        for line in file:
            match = line_form.match(line)
            if not match:
                continue
            at, process, sql = float(match[1]), match[2], match[3]
            if sql.startswith(b"BEGIN ISOLATION LEVEL READ COMMITTED"):
                open_since[process] = [at, 0, b""]
            elif process in open_since:
                current = open_since[process]
                current[1] += 1
                current[2] += sql[:60] + b"\n"
                if sql.startswith((b"COMMIT", b"ROLLBACK")):
                    found.append((current[1], at - current[0], current[2].decode(errors="replace")))
                    del open_since[process]
    return found


def configure(folder, name, feeds, record, schema):
    file = folder / f"{name}.yaml"
    history = f'history: {{database: "{record}"}}\nfleet: {{name: bench}}\n' if record else ""
    file.write_text(f"state: {folder}/{name}\nlogs: {folder}/{name}-log\n{history}http: {{per_host: {{interval: 0s}}, body_limit: 1GB}}\n{feeds}")
    if schema:
        subprocess.run(["psql", "-q", "-h", schema[0], "-U", "ratingwatch", "-c", f"CREATE SCHEMA {schema[1]}"], check=True)
    return file


def daemon_memory(program, file):
    child = subprocess.Popen([program, "run", "--config", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(8)
    status = Path(f"/proc/{child.pid}/status").read_text()
    child.terminate()
    child.wait()
    return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]


def main():
    if sys.argv[1] == "--proxy":
        return Proxy.serve(sys.argv[2])
    program, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 22000
    server = os.environ["RATINGWATCH_TEST_POSTGRES"]
    host = server.split("host=")[1]
    log = host + "/log"
    proxy = Proxy(host + "/.s.PGSQL.5432")
    folder = Path(tempfile.mkdtemp(prefix="ratingwatch-record."))

    def address(schema, over_network=False):
        there = f"postgresql://ratingwatch@127.0.0.1:{proxy.port}/ratingwatch?" if over_network else server + "&"
        return there + f"options=-csearch_path%3D{schema}"

    one = folder / "one.sql"
    one.write_text("SELECT 1;\n")
    pgbench = shutil.which("pgbench") or str(sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1])
    said = subprocess.run(
        [pgbench, "-n", "-t", "300", "-f", one, "-h", "127.0.0.1", "-p", str(proxy.port), "-U", "ratingwatch", "ratingwatch"],
        capture_output=True, text=True).stdout
    print("a way there and back through the proxy:", re.search(r"latency average = (\S+ ms)", said)[1])

    # A table, for the first time.
    table = http.server.ThreadingHTTPServer(("127.0.0.1", 0), tables.Table)
    threading.Thread(target=table.serve_forever, daemon=True).start()
    tables.Table.path_of_table = f"{folder}/schools.csv"
    schools.write(tables.Table.path_of_table, rows, 0)
    feeds = tables.CONFIGURATION.format(folder=folder, port=table.server_address[1]).split("body_limit: 1GB}\n")[1]
    for name, record, schema in (
        ("file", None, None), ("socket", address("t1"), (host, "t1")), ("network", address("t2", True), (host, "t2")),
    ):
        configuration = configure(folder, name, feeds, record, schema)
        before = os.path.getsize(log)
        cpu, memory = tables.poll(program, configuration)
        text = f"first poll of {rows} rows, {name}: {cpu:.2f} CPU s, {memory:.1f} MB"
        if record:
            statements, seconds, texts = max(transactions(log, before), key=lambda found: found[0])
            if os.environ.get("VERBOSE"):
                print("\n".join(f"{count:5} {sql}" for sql, count in collections.Counter(texts.splitlines()).most_common()))
            text += f"; {statements} statements, the lock for {seconds:.2f} s"
        print(text, flush=True)
        memory, peak = daemon_memory(program, configuration)
        print(f"  a daemon on it: {memory:.1f} MB, at most {peak:.1f}", flush=True)

    # 20 new publications at each poll, over the network.
    news = http.server.ThreadingHTTPServer(("127.0.0.1", 0), News)
    threading.Thread(target=news.serve_forever, daemon=True).start()
    receivers = "receivers: [{name: log, kind: log-file, path: a.jsonl, format: jsonl}]\nroutes: [{name: all, receivers: [log]}]\n"
    feeds = f"feeds: [{{name: news, kind: feed, url: 'http://127.0.0.1:{news.server_address[1]}/', every: 1s}}]\n"
    configuration = configure(folder, "polls", feeds + receivers, address("p", True), (host, "p"))
    before = os.path.getsize(log)
    daemon = subprocess.Popen([program, "run", "--config", configuration], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(SECONDS)
    daemon.terminate()
    daemon.wait()
    proxy.process.kill()
    found = [one for one in transactions(log, before) if "INSERT INTO publications" in one[2]][3:]
    print(
        f"record of a poll of 20 new publications over the network: median {statistics.median(one[1] for one in found) * 1000:.1f} ms, mean "
        f"{statistics.mean(one[1] for one in found) * 1000:.1f}, {statistics.median(one[0] for one in found):.0f} statements ({len(found)} polls)")
    if os.environ.get("VERBOSE"):
        print(found[-1][2])


class News(http.server.BaseHTTPRequestHandler):
    """20 entries that nobody has seen, at each request; their documents are where no daemon follows them."""

    seen = 0

    def do_GET(self):
        News.seen += 1
        entries = "".join(
            f"<entry><id>{News.seen}/{entry}</id><title>Report {entry}</title><link href='https://reports.example/{News.seen}/{entry}'/>"
            f"<updated>2024-05-16T08:00:00Z</updated></entry>" for entry in range(20))
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><id>news</id><title>News</title>{entries}</feed>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/atom+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    main()
