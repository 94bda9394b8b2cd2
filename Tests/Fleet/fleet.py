#!/usr/bin/env python3
"""Several daemons on one record, killed, stopped and restarted: nothing is lost, told twice or asked twice.

  Tests/postgres.sh Tests/Fleet/fleet.py PROGRAM [--quarters N] [--daemons N] [--seed N]

Needs a PostgreSQL server (RATINGWATCH_TEST_POSTGRES, which Tests/postgres.sh sets) and the real publications with their publisher and
receiver, beside the checkout. Quarter by quarter more of them are published, while daemons are killed (kill -9), stopped for longer than
their lease and let go again, and restarted. Then:
  - the alerts are those of one daemon alone on a file, by their ids, numbered without a gap;
  - each reached the webhook at least once, always with the same bytes;
  - the log of each daemon is whole, and says the same as the others';
  - no daemon has written anything while another led;
  - no daemon asked the publisher within the interval of another's request.
"""
import argparse, datetime, json, os, random, signal, subprocess, sys, tempfile, time, urllib.request
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
LEASE = 10
INTERVAL = 1


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=30) as answer:
        return json.loads(answer.read() or b"null")


def tool(name, *arguments):
    process = subprocess.Popen(["python3", SHARED / "tools" / name, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, json.loads(process.stdout.readline())["url"]


class Daemon:
    running = set()

    def __init__(self, program, folder, name, feed, hook, record):
        self.program, self.name, self.folder = program, name, folder / name
        self.folder.mkdir()
        self.process = None
        self.kills = 0
        (self.folder / "hook.secret").write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
        (self.folder / "hook.secret").chmod(0o600)
        shared = "" if record is None else f'history: {{database: "{record}"}}\nfleet: {{name: {name}, lease: {LEASE}s}}\n'
        (self.folder / "c.yaml").write_text(f"""state: {self.folder}/state
logs: {self.folder}/log
instance: fleet
{shared}http: {{contact: {name}, per_host: {{connections: 1, interval: {INTERVAL if record else 0}s}}, timeout: 10s, retry: {{first: 1s, most: 5s}}}}
feeds:
  - {{name: councils, kind: feed, url: '{feed}/feeds/publications.atom', every: 1s}}
receivers:
  - {{name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}}
  - {{name: newsroom, kind: webhook, url: '{hook}/hook', secret_file: '{self.folder}/hook.secret', format: cloudevents}}
routes:
  - {{name: all, receivers: [everything, newsroom]}}
operators: {{receivers: [everything]}}
""")

    def start(self):
        with open(self.folder / "err", "ab") as err:
            self.process = subprocess.Popen(
                [self.program, "run", "--config", self.folder / "c.yaml"], stdout=subprocess.DEVNULL, stderr=err)
        Daemon.running.add(self)

    def send(self, number):
        self.process.send_signal(number)

    def kill(self):
        Daemon.running.discard(self)
        self.send(signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        Daemon.running.discard(self)
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        self.process.wait(timeout=60)

    def run(self, *arguments):
        return subprocess.run(
            [self.program, *arguments, "--config", self.folder / "c.yaml"], capture_output=True, text=True, timeout=120)

    def lines(self):
        path = self.folder / "log/alerts.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def known(self):
        lines = self.run("publications", "--format", "jsonl").stdout.splitlines()
        return len(lines), sum('"state":"pending"' in line for line in lines)


def until(what, condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        for daemon in Daemon.running:
            if daemon.process.poll() is not None:
                sys.exit(f"{daemon.name} has ended by itself: " + (daemon.folder / "err").read_text()[-500:])
        if time.monotonic() > end:
            sys.exit(f"in vain waited for: {what}")
        time.sleep(0.2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--quarters", type=int, default=8, help="how many quarters of a year are published, one after the other")
    parser.add_argument("--begin", default="2017-01-01", help="the day of the baseline")
    parser.add_argument("--without-fence", action="store_true", help="takes the look for the lease out, to see what it keeps out")
    parser.add_argument("--daemons", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    server = os.environ.get("RATINGWATCH_TEST_POSTGRES")
    if server is None or not (SHARED / "tools/publisher.py").exists():
        print("skipped: needs Tests/postgres.sh, and the real publications beside the checkout")
        return
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="ratingwatch-fleet."))
    host = server.split("host=")[1]
    subprocess.run(["psql", "-q", "-h", host, "-U", "ratingwatch", "-c", "CREATE SCHEMA fleet"], check=True)
    record = server + "&options=-csearch_path%3Dfleet"
    publisher, feed = tool("publisher.py", "--data", SHARED / "data", "--port", "0", "--at", options.begin)
    receiver, hook = tool("receiver.py", "--port", "0", "--log", folder / "deliveries.jsonl", "--secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    daemons = [Daemon(options.program, folder, name, feed, hook, record) for name in "abcdefgh"[: options.daemons]]
    alone = Daemon(options.program, folder, "alone", feed, hook + "/alone", None)
    try:
        check(options, chance, folder, daemons, alone, feed)
    finally:
        for daemon in daemons:
            if daemon.process and daemon.process.poll() is None:
                daemon.send(signal.SIGCONT)
                daemon.kill()
        publisher.kill()
        receiver.kill()


def leader(host):
    found = subprocess.run(
        ["psql", "-qtA", "-h", host, "-U", "ratingwatch", "-c", "SELECT owner FROM fleet.ratingwatch_leases"], capture_output=True, text=True)
    return found.stdout.strip()


def watch(host, without_fence):
    """Notes each change by a session of a daemon that does not lead: ids of alerts follow from what they tell, so that a change that came too
    late shows nowhere else."""
    sql = """
        SET search_path = fleet;
        CREATE TABLE trespasses (daemon TEXT, what TEXT);
        CREATE FUNCTION note() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO fleet.trespasses SELECT current_setting('application_name'), TG_TABLE_NAME
                FROM fleet.ratingwatch_leases WHERE 'ratingwatch@' || owner <> current_setting('application_name');
            RETURN NULL;
        END $$;
    """ + "".join(
        f"CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note();"
        for table in ["feeds", "publications", "statements", "alerts", "deliveries", "log_heads"])
    if without_fence:
        sql += """CREATE OR REPLACE FUNCTION ratingwatch_fence(asked TEXT, by TEXT, since BIGINT, number BIGINT) RETURNS VOID
            LANGUAGE plpgsql AS 'BEGIN END';"""
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", host, "-U", "ratingwatch", "-c", sql], check=True)


def trespasses(host):
    found = subprocess.run(
        ["psql", "-qtA", "-h", host, "-U", "ratingwatch", "-c", "SELECT DISTINCT daemon || ' changed ' || what FROM fleet.trespasses"],
        capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


def check(options, chance, folder, daemons, alone, feed):
    host = os.environ["RATINGWATCH_TEST_POSTGRES"].split("host=")[1]
    by_name = {daemon.name: daemon for daemon in daemons}
    for daemon in daemons:
        daemon.start()
    until("the baseline", lambda: any(daemon.lines() for daemon in daemons), 180)
    alone.run("run", "--once")
    # All have joined before anything is told: the log of each is to hold all of it.
    until("all daemons", lambda: len(subprocess.run(
        ["psql", "-qtA", "-h", host, "-U", "ratingwatch", "-c", "SELECT name FROM fleet.ratingwatch_daemons"],
        capture_output=True, text=True).stdout.split()) == len(daemons))
    watch(host, options.without_fence)
    stops = 0
    day = datetime.date.fromisoformat(options.begin)
    for quarter in range(options.quarters):
        for _ in range(3):
            day = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        ask(feed + "/__clock", {"at": day.isoformat()})
        time.sleep(chance.random() * 2)
        leads = by_name.get(leader(host), daemons[0])
        deed = ["kill", "stop", "kill", "restart"][quarter % 4]
        if deed == "kill":
            leads.kill()
            if chance.random() < 0.5:
                time.sleep(LEASE)
            leads.start()
        elif deed == "stop":
            # In the middle of a poll, which it would record as soon as it is let go again.
            ask(feed + "/__fault", {"path_prefix": "/feeds", "kind": "slow", "value": 3, "times": 0})
            time.sleep(5 + chance.random())
            leads.send(signal.SIGSTOP)
            stops += 1
            until("another leads", lambda: leader(host) != leads.name, 4 * LEASE)
            time.sleep(chance.random() * 3)
            leads.send(signal.SIGCONT)
            urllib.request.urlopen(urllib.request.Request(feed + "/__fault", method="DELETE"), timeout=30).close()
        else:
            leads.stop()
            leads.start()
        for _ in range(40):
            alone.run("run", "--once")
            count, pending = alone.known()
            if pending == 0:
                break
            time.sleep(1)
        until(f"the fleet knows what one knows until {day} ({count})", lambda: daemons[0].known() == (count, 0), 120)
        print(f"{day}: {deed} of {leads.name}, now {leader(host)} leads; {count} publications", flush=True)

    # Each leads once more, so that its log gets what it lacks.
    for daemon in daemons:
        daemon.stop()
    wanted = [line["id"] for line in alone.lines()]
    for daemon in daemons:
        daemon.start()
        until(f"the log of {daemon.name} is whole", lambda: len(daemon.lines()) >= len(wanted), 60)
        until("the webhook has all", lambda: '"pending"' not in daemon.run("deliveries", "--format", "json").stdout, 60)
        daemon.stop()
    told = [[(line["id"], int(line["sequence"])) for line in daemon.lines()] for daemon in daemons]
    faults = trespasses(host)
    if sorted(identity for identity, _ in told[0]) != sorted(wanted):
        faults.append(f"the fleet told {len(told[0])} alerts, one daemon alone {len(wanted)}")
    if [sequence for _, sequence in told[0]] != list(range(1, len(told[0]) + 1)):
        faults.append("the numbers have a gap")
    faults += [f"the log of {daemon.name} differs" for daemon, log in zip(daemons, told) if log != told[0]]
    faults += [f"the log of {daemon.name} does not verify" for daemon in daemons if daemon.run("alerts", "verify").returncode != 0]
    bodies = {}
    for line in (folder / "deliveries.jsonl").read_text().splitlines():
        delivery = json.loads(line)
        if delivery["path"] == "/hook":
            bodies.setdefault(delivery["webhook_id"], set()).add(delivery["sha256"])
    readers = {line["id"] for line in daemons[0].lines() if ".operator-" not in line["type"]}
    faults += [f"{identity} never reached the webhook" for identity in readers - bodies.keys()]
    faults += [f"{identity} reached the webhook with different bytes" for identity, sums in bodies.items() if len(sums) > 1]
    requests = [
        (request["time"], request["headers"].get("User-Agent", "")) for request in ask(feed + "/__requests?since=0")["requests"]]
    requests = [(at, agent) for at, agent in requests if "+alone" not in agent]
    for (before, one), (after, other) in zip(requests, requests[1:]):
        if one != other and after - before < INTERVAL * 0.9:
            faults.append(f"two daemons asked within {after - before:.2f} s: {one}, {other}")
    kills = sum(daemon.kills for daemon in daemons)
    print(f"{len(told[0])} alerts, {len(readers)} to readers, {kills} kills, {stops} stops beyond the lease, {len(requests)} requests")
    for fault in faults:
        print("FAULT:", fault)
    sys.exit(1 if faults else 0)


main()
