"""Daemons that share a record, the publisher that they ask and the receiver that they tell."""
import csv, json, signal, subprocess, sys, tempfile, time, urllib.error, urllib.request
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


def councils():
    """The numbers of all whose reports and letters are beside the checkout, in order."""
    numbers = set()
    for name in ["reports.csv", "letters.csv"]:
        with open(SHARED / "data" / name, newline="") as file:
            numbers |= {row["urn"] for row in csv.DictReader(file)}
    return sorted(numbers)


class World:
    """Publishers whose clocks stand at a day, each a host of its own, and a receiver that keeps all that it gets."""

    def __init__(self, folder, day, hosts=1, numbers=None):
        """`hosts`: one has all publications in one feed; several have those of some councils each, a feed for each council, of all unless
        `numbers` names some."""
        self.publishers, self.hosts = [], []
        for number in range(1, hosts + 1):
            process, url = tool("publisher.py", "--data", SHARED / "data", "--bind", f"127.0.0.{number}", "--port", 0, "--at", day)
            self.publishers.append(process)
            self.hosts.append(url)
        if hosts == 1:
            self.feeds = {"councils": self.hosts[0] + "/feeds/publications.atom"}
        else:
            self.feeds = {f"council {urn}": f"{self.hosts[place % hosts]}/feeds/publications.atom?urn={urn}" for place, urn in enumerate(numbers or councils())}
        self.deliveries = folder / "deliveries.jsonl"
        self.receiver, self.hook = tool("receiver.py", "--port", 0, "--log", self.deliveries, "--secret", SECRET)

    def set(self, day):
        for host in self.hosts:
            ask(host + "/__clock", {"at": str(day)})

    def slow(self, seconds):
        for host in self.hosts:
            ask(host + "/__fault", {"path_prefix": "/feeds", "kind": "slow", "value": seconds, "times": 0})

    def redirect(self, source, target):
        """Whoever asks the host `source` for a feed is sent to `target`."""
        ask(source + "/__fault", {"path_prefix": "/feeds", "kind": "redirect", "value": {"status": 302, "to": target}, "times": 0})

    def mend(self):
        for host in self.hosts:
            ask(host + "/__fault", method="DELETE")

    def asked(self, host):
        """When which daemon has asked a host, in order; without the one that works alone."""
        requests = ask(host + "/__requests?since=0")["requests"]
        asked = [(request["time"], request["headers"]["user-agent"].partition("(+")[2].rstrip(")")) for request in requests]
        return [(at, name) for at, name in asked if name != "alone"]

    def all_asked(self):
        return sorted(asked for host in self.hosts for asked in self.asked(host))

    def crowded(self):
        """Requests of two daemons to one host within the interval, a line each; None where one alone has asked each."""
        changes = []
        for host in self.hosts:
            asked = self.asked(host)
            changes += [(after - before, one, other) for (before, one), (after, other) in zip(asked, asked[1:]) if one != other]
        if not changes:
            return None
        return [f"{one} and {other} have asked within {gap:.2f} s" for gap, one, other in changes if gap < INTERVAL * 0.9]

    def close(self):
        for process in [*self.publishers, self.receiver]:
            process.kill()


class Daemon:
    running = set()

    def __init__(self, program, folder, name, world, record=None, more="", share="none"):
        """`record`: the address of the database, None for a file; `share`: what of the work is parted."""
        self.program, self.name, self.folder = program, name, folder / name
        self.folder.mkdir()
        self.process = None
        self.kills = 0
        # Those that part the work are configured alike.
        secret = (self.folder.parent if share == "hosts" else self.folder) / "hook.secret"
        secret.write_text(SECRET + "\n")
        secret.chmod(0o600)
        shared = "" if record is None else f'history: {{database: "{record}"}}\nfleet: {{name: {name}, lease: {LEASE}s, share: {share}}}\n'
        hook = world.hook + ("/hook" if record else "/alone/hook")
        feeds = "".join(f"  - {{name: '{feed}', kind: feed, url: '{url}', every: 1s}}\n" for feed, url in world.feeds.items())
        (self.folder / "c.yaml").write_text(f"""state: {self.folder}/state
logs: {self.folder}/log
instance: fleet
metrics: {{listen: 'unix:{self.folder}/metrics.sock'}}
{shared}http: {{contact: {name}, per_host: {{connections: 1, interval: {INTERVAL if record else 0}s}}, timeout: 10s, retry: {{first: 1s, most: 5s}}}}
feeds:
{feeds}receivers:
  - {{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}
  - {{name: newsroom, kind: webhook, url: '{hook}', secret_file: '{secret}', format: cloudevents}}
  - {{name: desk, kind: webhook, url: '{hook}/desk', secret_file: '{secret}', format: cloudevents}}
routes:
  - {{name: all, receivers: [everything, newsroom, desk]}}
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
        done = subprocess.run([self.program, *arguments, "--config", self.folder / "c.yaml"], capture_output=True, text=True, timeout=120)
        if done.returncode == 64:
            # What is asked wrongly has no answer, and nothing is in that, whatever a check looks for.
            raise Failed(f"ratingwatch {' '.join(map(str, arguments))}: {done.stderr.strip()}")
        return done

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

    def waiting(self, *receivers):
        """What these have not got yet; the log of a daemon that does not lead waits for ever."""
        lines = map(json.loads, self.run("deliveries", "--format", "jsonl").stdout.splitlines())
        return [line for line in lines if line["receiver"] in receivers and line["state"] == "pending"]


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
