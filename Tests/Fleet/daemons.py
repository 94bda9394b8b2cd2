"""Daemons that share a record, the publisher that they ask and the receiver that they tell."""
import json, signal, subprocess, sys, tempfile, time, urllib.error, urllib.request
from pathlib import Path

from cluster import programs

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
# Seconds; the shortest lease that the configuration takes, and between two requests: longer than between two polls, which would else hide who asks too
# soon.
LEASE = 10
INTERVAL = 2


def workplace(prefix):
    """A folder for a run; None, and why is said, where it has not what it needs."""
    if programs() is None or not (SHARED / "tools/publisher.py").exists():
        print("skipped: Tests/Fleet needs PostgreSQL (apt install postgresql), and the real publications beside the checkout")
        return None
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    # The server's own user is to reach its folders within.
    folder.chmod(0o755)
    return folder


def ask(url, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data=data, method=method), timeout=30) as answer:
        return json.loads(answer.read() or b"null")


def tool(name, *arguments):
    """One of the tools beside the checkout, and its address."""
    process = subprocess.Popen(["python3", SHARED / "tools" / name, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, json.loads(process.stdout.readline())["url"]


class World:
    """A publisher whose clock stands at a day, and a receiver that keeps all that it gets."""

    def __init__(self, folder, day):
        self.publisher, self.feed = tool("publisher.py", "--data", SHARED / "data", "--port", 0, "--at", day)
        self.deliveries = folder / "deliveries.jsonl"
        self.receiver, self.hook = tool("receiver.py", "--port", 0, "--log", self.deliveries, "--secret", SECRET)

    def set(self, day):
        ask(self.feed + "/__clock", {"at": str(day)})

    def slow(self, seconds):
        ask(self.feed + "/__fault", {"path_prefix": "/feeds", "kind": "slow", "value": seconds, "times": 0})

    def mend(self):
        ask(self.feed + "/__fault", method="DELETE")

    def requests(self):
        return ask(self.feed + "/__requests?since=0")["requests"]

    def asked(self):
        """When which daemon has asked, in order; without the one that works alone."""
        asked = [(request["time"], request["headers"]["user-agent"].partition("(+")[2].rstrip(")")) for request in self.requests()]
        return [(at, name) for at, name in asked if name != "alone"]

    def crowded(self):
        """Requests of two daemons within the interval, a line each; None where one alone has asked."""
        asked = self.asked()
        changes = [(after - before, one, other) for (before, one), (after, other) in zip(asked, asked[1:]) if one != other]
        if not changes:
            return None
        return [f"{one} and {other} have asked within {gap:.2f} s" for gap, one, other in changes if gap < INTERVAL * 0.9]

    def close(self):
        self.publisher.kill()
        self.receiver.kill()


class Daemon:
    running = set()

    def __init__(self, program, folder, name, world, record=None, more=""):
        """`record`: the address of the database, None for a file."""
        self.program, self.name, self.folder = program, name, folder / name
        self.folder.mkdir()
        self.process = None
        self.kills = 0
        (self.folder / "hook.secret").write_text(SECRET + "\n")
        (self.folder / "hook.secret").chmod(0o600)
        shared = "" if record is None else f'history: {{database: "{record}"}}\nfleet: {{name: {name}, lease: {LEASE}s}}\n'
        hook = world.hook + ("/hook" if record else "/alone/hook")
        (self.folder / "c.yaml").write_text(f"""state: {self.folder}/state
logs: {self.folder}/log
instance: fleet
metrics: {{listen: 'unix:{self.folder}/metrics.sock'}}
{shared}http: {{contact: {name}, per_host: {{connections: 1, interval: {INTERVAL if record else 0}s}}, timeout: 10s, retry: {{first: 1s, most: 5s}}}}
feeds:
  - {{name: councils, kind: feed, url: '{world.feed}/feeds/publications.atom', every: 1s}}
receivers:
  - {{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}
  - {{name: newsroom, kind: webhook, url: '{hook}', secret_file: '{self.folder}/hook.secret', format: cloudevents}}
routes:
  - {{name: all, receivers: [everything, newsroom]}}
operators: {{receivers: [everything]}}
{more}""")

    def start(self):
        with open(self.folder / "err", "ab") as err:
            self.process = subprocess.Popen([self.program, "run", "--config", self.folder / "c.yaml"], stdout=subprocess.DEVNULL, stderr=err)
        Daemon.running.add(self)

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def send(self, number):
        self.process.send_signal(number)

    def kill(self):
        Daemon.running.discard(self)
        self.send(signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def stop(self):
        Daemon.running.discard(self)
        if not self.is_running:
            return
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        self.process.wait(timeout=60)

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments, "--config", self.folder / "c.yaml"], capture_output=True, text=True, timeout=120)

    def words(self):
        """What it has said."""
        return (self.folder / "err").read_text()

    def health(self):
        """Status and text; 0 where nobody answers."""
        done = subprocess.run(
            ["curl", "-s", "-m", "5", "-w", "\n%{http_code}", "--unix-socket", self.folder / "metrics.sock", "http://localhost/health"],
            capture_output=True, text=True)
        text, _, status = done.stdout.rpartition("\n")
        return int(status or 0), text

    def lines(self):
        path = self.folder / "log/alerts.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def known(self):
        """How many publications are known, and how many of them are pending."""
        lines = self.run("publications", "--format", "jsonl").stdout.splitlines()
        return len(lines), sum('"state":"pending"' in line for line in lines)


class Failed(Exception):
    """The run has shown a fault, or did not come to its end."""


def until(what, condition, seconds=120):
    """Waits for it; no daemon that was not told to may end meanwhile."""
    end = time.monotonic() + seconds
    while not condition():
        for daemon in Daemon.running:
            if not daemon.is_running:
                raise Failed(f"{daemon.name} has ended by itself: " + daemon.words()[-500:])
        if time.monotonic() > end:
            raise Failed(f"in vain waited for: {what}")
        time.sleep(0.2)


def end(daemons):
    """Ends all that still run, however the run ended."""
    for daemon in daemons:
        Daemon.running.discard(daemon)
        if daemon.is_running:
            daemon.send(signal.SIGCONT)
            daemon.send(signal.SIGKILL)
            daemon.process.wait()
