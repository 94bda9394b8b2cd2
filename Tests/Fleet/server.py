#!/usr/bin/env python3
"""What daemons make of a server that goes away, comes back, is another, or is of a newer version.

  Tests/Fleet/server.py PROGRAM [SCENARIO ...] [--away SECONDS] [--older PROGRAM] [--web PROGRAM]

Needs PostgreSQL, of which it starts a cluster of its own for each scenario, and the publisher and the receiver beside the checkout:
  standing-by    one stands by, says so to whoever asks, and leads at once when the other is stopped in order
  away           the server goes away for so many seconds, under a running daemon and at a start, under the watchdog as systemd sets it
  asynchronous   check, status and the start warn of a standby that may lack what was told
  former         a primary comes back after its standby has taken its place: nothing is written to it
  holding        a daemon is stopped while it holds the record's lock: the others wait for a few seconds, and go on
  unconfirmed    the only synchronous standby is away, so that the server answers and confirms nothing: both daemons say so, and go on once it is back
  clock          the server's clock is a minute and a half ahead of the machine's: what is waited for is due by the server's
  parted         two part the work and one of them is reloaded with a feed renamed: the other stands back until it is given the same, and no news
                 is taken for known; then one is killed, and the other does all of it
  led            two part the work, and the hosts of both begin to redirect to a third: from then on one of them has all three
  newer          a newer program has changed the tables: the older ones end with a word, and nothing is lost
  replica        only with --web, the pages' server: it reads from a standby alone, shows what was told a moment ago, and goes on while the primary is away
  upgrade        only with --older, the program of the release before: the one that stands by is upgraded, then the other
"""
import argparse, concurrent.futures, json, os, shutil, signal, socket, subprocess, sys, threading, time

from cluster import Cluster, Holding
from daemons import LEASE, Daemon, Failed, World, end, until, workplace

# The unit's, shortened for the test unless --away is longer.
WATCHDOG = 8


def expect(what, condition):
    if not condition:
        raise Failed(what)


class Systemd:
    """Hears what daemons tell systemd, and how long they were silent at most."""

    def __init__(self, folder):
        self.path = str(folder / "notify.sock")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.status, self.is_ready, self.longest, self.last = "", False, 0.0, None
        threading.Thread(target=self.hear, daemon=True).start()

    def hear(self):
        while True:
            for line in self.socket.recv(65536).decode().splitlines():
                name, _, value = line.partition("=")
                if name == "STATUS":
                    self.status = value
                elif name == "READY":
                    self.is_ready, self.last = True, self.last or time.monotonic()
                elif name == "WATCHDOG":
                    now = time.monotonic()
                    self.longest, self.last = max(self.longest, now - (self.last or now)), now

    def environment(self, seconds):
        return {"NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": str(int(seconds * 1_000_000))}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Scene:
    def __init__(self, options, folder, daemons=2, share="none", **world):
        self.options, self.folder = options, folder
        folder.mkdir()
        self.cluster = Cluster(folder / "servers")
        try:
            self.world = World(folder, "2014-01-01", **world)
            self.daemons = [Daemon(options.program, folder, name, self.world, self.record(), share=share) for name in "ab"[:daemons]]
        except BaseException:
            self.cluster.close()
            raise

    def record(self):
        return self.cluster.address()

    def close(self):
        end(self.daemons)
        self.world.close()
        self.cluster.close()

    def begin(self):
        """The first leads, and has recorded its baseline; then the others start."""
        self.daemons[0].start()
        until("the baseline", lambda: self.daemons[0].lines(), 180)
        for daemon in self.daemons[1:]:
            daemon.start()
            until(f"{daemon.name} answers", lambda: daemon.health()[0] == 200, 60)

    def publish(self, day, by):
        """Returns once all that was published until then is known, and told."""
        before = len(by.lines())
        self.world.set(day)
        until(f"news of {day}", lambda: len(by.lines()) > before and by.known()[1] == 0, 120)

    def expect_gapless(self):
        numbers = [int(line) for line in self.cluster.sql("SELECT sequence FROM alerts ORDER BY sequence")]
        expect(f"numbers without a gap: {numbers}", numbers == list(range(1, len(numbers) + 1)))


def standing_by(scene):
    a, b = scene.daemons
    scene.begin()
    until("the one that stands by says who leads", lambda: b.health()[0] == 200 and "standby: a leads until" in b.health()[1], 30)
    until("the one that leads is good", lambda: a.health() == (200, "good\n"), 30)
    for daemon, words in [(a, "a leads, and its lease ends"), (b, "b stands by; a leads, and its lease ends")]:
        status = daemon.run("status")
        expect(f"status of {daemon.name}: {status.stdout}{status.stderr}", status.returncode == 0 and words in status.stdout)
    place = json.loads(b.run("status", "--format", "json").stdout)["fleet"]
    expect(f"status as JSON: {place}", (place["name"], place["leads"], place["leader"]) == ("b", False, "a") and place["until"])
    fleet = [json.loads(line) for line in a.run("fleet", "--format", "json").stdout.splitlines()]
    expect(f"fleet: {fleet}", [(daemon["name"], daemon["leads"], "until" in daemon) for daemon in fleet] == [("a", True, True), ("b", False, False)])
    # Their webhook's secret lies in folders of their own.
    expect("configurations that differ are named", "configured otherwise" in a.run("fleet").stderr)
    # A reload of the one that stands by is known to all.
    text = (b.folder / "c.yaml").read_text()
    before = fleet[1]["configuration"]
    (b.folder / "c.yaml").write_text(text.replace("name: all,", "name: everybody,"))
    expect("reload", b.run("reload").returncode == 0)
    until("the new configuration is known", lambda: json.loads(a.run("fleet", "--format", "json").stdout.splitlines()[1])["configuration"] != before, 30)
    taken = a.run("fleet", "remove", "a")
    expect(f"one that leads is not removed: {taken.stderr}", taken.returncode == 1 and "leads now" in taken.stderr)
    began = time.monotonic()
    a.stop()
    until("the other leads", lambda: b.health() == (200, "good\n"), 30)
    expect("at once, as it hears of it", time.monotonic() - began < LEASE)
    until("it asks", lambda: scene.world.crowded() is not None, 30)
    expect(f"not within the interval of the other: {scene.world.crowded()}", scene.world.crowded() == [])
    expect("it is removed", a.run("fleet", "remove", "a").returncode == 0)
    expect("it is gone", [json.loads(line)["name"] for line in b.run("fleet", "--format", "json").stdout.splitlines()] == ["b"])


def away(scene):
    """One daemon under the watchdog as systemd sets it: it may neither end nor fall silent."""
    (a,) = scene.daemons
    seconds = scene.options.away
    watchdog = 60 if seconds > 60 else WATCHDOG
    systemd = Systemd(scene.folder)
    os.environ |= systemd.environment(watchdog)
    try:
        scene.begin()
        scene.publish("2014-04-01", a)
        scene.cluster.stop("one", "fast")
        began = time.monotonic()
        until("/health is 503", lambda: a.health()[0] == 503, 60)
        until("it waits for the record", lambda: "waiting for the record" in a.health()[1], 4 * LEASE)
        status = a.run("status")
        expect(f"status: {status.stdout}{status.stderr}", status.returncode == 1 and "cannot" in status.stderr)
        expect(f"for systemd: {systemd.status}", "waiting for the record" in systemd.status)
        scene.world.set("2014-07-01")
        while time.monotonic() - began < seconds:
            expect("it has ended", a.is_running)
            time.sleep(0.2)
        process = a.process.pid
        scene.cluster.start("one")
        until("it goes on", lambda: a.health() == (200, "good\n"), 60)
        scene.publish("2014-10-01", a)
        expect("it was never restarted", a.process.pid == process)
        scene.expect_gapless()
        # At a start, too.
        a.stop()
        scene.cluster.stop("one", "fast")
        a.start()
        until("/health is 503", lambda: a.health()[0] == 503 and "waiting for the record" in a.health()[1], 60)
        status = a.run("status")
        expect(f"status: {status.stderr}", status.returncode == 1 and "waiting for the record" in status.stderr)
        time.sleep(watchdog)
        scene.cluster.start("one")
        until("it goes on", lambda: a.health() == (200, "good\n"), 60)
        expect(f"it was silent for {systemd.longest:.1f} s", systemd.longest < watchdog)
        print(f"away for {seconds} s, and silent for {systemd.longest:.1f} s at most of {watchdog}")
    finally:
        for name in systemd.environment(0):
            del os.environ[name]


def asynchronous(scene):
    (a,) = scene.daemons
    words = "asynchronous standbys"
    expect("a server without a standby is good", words not in a.run("check").stdout)
    scene.cluster.add_standby(synchronous=False)
    checked = a.run("check")
    expect(f"check: {checked.stdout}{checked.stderr}", checked.returncode == 0 and words in checked.stdout)
    scene.begin()
    until("the start warns", lambda: words in a.words(), 30)
    until("status warns", lambda: words in a.run("status").stdout, 30)
    expect("its JSON too", words in " ".join(json.loads(a.run("status", "--format", "json").stdout)["fleet"]["doubts"]))
    scene.cluster.require_standby("ANY 1 (two)")
    until("status is content", lambda: words not in a.run("status").stdout, 30)
    expect("check is content", words not in a.run("check").stdout)
    # Of those named one is enough to go on, and another that is not named must never take over.
    scene.cluster.require_standby("FIRST 1 (other)")
    until("who may not take over is named", lambda: "must never take its place: two" in a.run("check").stdout, 30)


def former(scene):
    (a,) = scene.daemons
    scene.begin()
    scene.publish("2014-04-01", a)
    scene.cluster.promote()
    until("the new primary is used", lambda: a.health() == (200, "good\n"), 60)
    scene.publish("2014-07-01", a)
    told = scene.cluster.sql("SELECT count(*) FROM alerts")
    # It stands first in the address, takes changes, and knows of nothing.
    scene.cluster.start("one", synchronous_standby_names="")
    old = scene.cluster.sql("SELECT count(*) FROM alerts", server="one")
    expect("the old one lacks alerts", old != told)
    a.kill()
    a.start()
    until("it goes on with the new one", lambda: a.health() == (200, "good\n"), 60)
    scene.publish("2014-10-01", a)
    expect("nothing is written to the old one", scene.cluster.sql("SELECT count(*) FROM alerts", server="one") == old)
    scene.expect_gapless()
    # Without the new one it waits, and says why.
    scene.cluster.stop("two")
    until("it waits", lambda: "former primary" in a.health()[1], 60)
    scene.cluster.start("two")
    until("it goes on", lambda: a.health() == (200, "good\n"), 60)
    expect("nothing is written to the old one", scene.cluster.sql("SELECT count(*) FROM alerts", server="one") == old)


def holding(scene):
    """The daemon waits within its transaction for a row that is held; then it is stopped, and the row is let go."""
    a, b = scene.daemons
    scene.begin()
    scene.publish("2014-04-01", a)
    writer = "FROM pg_stat_activity WHERE application_name = 'ratingwatch@a' AND"
    with Holding(scene.cluster, "SELECT FROM feeds FOR UPDATE"):
        scene.world.set("2014-07-01")
        until("it waits within a transaction", lambda: scene.cluster.sql(f"SELECT pid {writer} wait_event_type = 'Lock'"), 30)
        a.send(signal.SIGSTOP)
    until("it holds up the others", lambda: scene.cluster.sql(f"SELECT pid {writer} state = 'idle in transaction'"), 30)
    began = time.monotonic()
    until("the server ends it", lambda: not scene.cluster.sql(f"SELECT pid {writer} state = 'idle in transaction'"), 30)
    expect(f"within seconds: {time.monotonic() - began:.1f}", time.monotonic() - began < LEASE)
    until("the other leads", lambda: b.health() == (200, "good\n"), 4 * LEASE)
    before = len(scene.cluster.sql("SELECT sequence FROM alerts"))
    until("what it had found is told", lambda: len(b.lines()) >= before > 1 and b.known()[1] == 0, 60)
    a.send(signal.SIGCONT)
    until("it stands by", lambda: "standby: b leads" in a.health()[1], 60)
    scene.publish("2014-10-01", b)
    scene.expect_gapless()


def unconfirmed(scene):
    """A commit that no synchronous standby has confirmed is not answered: a session waits for as long as that takes."""
    a, b = scene.daemons
    scene.begin()
    scene.publish("2014-04-01", a)
    scene.cluster.stop("two", "fast")
    for daemon in scene.daemons:
        until(f"{daemon.name} says so", lambda: daemon.health()[0] == 503, 60)
    expect(f"the one that leads: {a.health()}", "has not confirmed in time" in a.health()[1])
    expect(f"the one that stands by: {b.health()}", "has not answered for" in b.health()[1])
    scene.world.set("2014-07-01")
    scene.cluster.start("two", primary_conninfo=f"host={scene.cluster.folder}/one user=ratingwatch application_name=two")
    until("one leads", lambda: (200, "good\n") in (a.health(), b.health()), 60)
    scene.publish("2014-10-01", a if a.health() == (200, "good\n") else b)
    scene.expect_gapless()


def clock(scene):
    (a,) = scene.daemons
    scene.begin()
    expect("equal clocks are not spoken of", "clock is" not in a.words())
    scene.cluster.sql("""
        CREATE OR REPLACE FUNCTION ratingwatch_now() RETURNS DOUBLE PRECISION LANGUAGE sql VOLATILE
            AS 'SELECT CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION) + 90'""")
    until("it says that its clock differs", lambda: "clock is -90 s off the record's server's" in a.words(), 30)
    until("what is due is so by the server's clock", lambda: float(scene.cluster.sql("SELECT next_due FROM feeds")[0]) > time.time() + 60, 30)
    scene.publish("2014-04-01", a)
    expect("it is said once", a.words().count("clock is -90 s off") == 1)


def shares(daemon):
    """What each does, by name."""
    return {one["name"]: one["shares"] for one in map(json.loads, daemon.run("fleet", "--format", "json").stdout.splitlines())}


def rename(daemon, before, after):
    path = daemon.folder / "c.yaml"
    path.write_text(path.read_text().replace(f"name: '{before}'", f"name: '{after}'"))
    # Three at once, as an impatient operator has them: one is done, and each is answered.
    with concurrent.futures.ThreadPoolExecutor() as at_once:
        asked = list(at_once.map(daemon.run, ["reload"] * 3))
    expect(f"reload: {asked}", any(done.returncode == 0 for done in asked))
    for done in asked:
        expect(f"reload: {done.stderr}", done.returncode == 0 or "another reload is under way" in done.stderr)


def parted(scene):
    a, b = scene.daemons
    a.start()
    b.start()
    everything = {"host:127.0.0.1", "host:127.0.0.2", "receiver:desk", "receiver:newsroom", "upkeep"}
    until("each does some of it", lambda: {len(these) for these in shares(a).values()} == {2, 3}, 60)
    expect("and none what the other does", set(sum(shares(a).values(), [])) == everything)
    until("the baselines", lambda: scene.cluster.sql("SELECT count(*) FROM feeds WHERE baseline_at IS NOT NULL") == [str(len(scene.world.feeds))], 120)
    until("both are good", lambda: a.health() == b.health() == (200, "good\n"), 30)
    status = b.run("status").stdout
    expect(f"status says what it does: {status}", "b does its own logs, " in status and "its lease ends" in status)
    # The feed of the council that is the next to publish.
    rename(a, "council 80426", "Barnsley")
    scene.world.set("2014-10-01")
    until("the other stands back", lambda: set(shares(a)["a"]) == everything and shares(a)["b"] == [], 60)
    status = b.run("status").stdout
    expect(f"and says why: {status}", "b is configured otherwise" in status or "configured otherwise than a" in status)
    told = lambda daemon: [line["subject"] for line in daemon.lines() if ".operator-" not in line["type"]]
    until("the news under the new name", lambda: sorted(told(a)) == sorted(told(b)) == ["ofsted:80426", "ofsted:80432"], 120)
    rename(b, "council 80426", "Barnsley")
    until("both work again", lambda: all(shares(a).values()), 60)
    b.kill()
    until("the one that is left does all of it", lambda: set(shares(a)["a"]) == everything, 4 * LEASE)
    scene.world.set("2014-12-10")
    until("the rest of the news", lambda: sorted(told(a)) == ["ofsted:80426", "ofsted:80432", "ofsted:80441", "ofsted:80543"], 120)
    scene.expect_gapless()
    expect(f"nobody has asked within the interval of the other: {scene.world.crowded()}", scene.world.crowded() == [])


def led(scene):
    a, b = scene.daemons
    a.start()
    b.start()
    until("each asks a host", lambda: all(any(one.startswith("host:") for one in these) for these in shares(a).values()) and len(shares(a)) == 2, 60)
    until("the baselines", lambda: scene.cluster.sql("SELECT count(*) FROM feeds WHERE baseline_at IS NOT NULL") == ["2"], 120)
    third = scene.world.hosts[2]
    for host, address in zip(scene.world.hosts, scene.world.feeds.values()):
        scene.world.redirect(host, third + address[len(host):])
    until("both were led there", lambda: len(scene.cluster.sql("SELECT host FROM ratingwatch_links")) == 2, 60)
    hosts = {f"host:127.0.0.{number}" for number in (1, 2, 3)}
    until("one asks all three", lambda: any(hosts <= set(these) for these in shares(a).values()), 60)
    # A third host on this machine is nobody's to ask, for a feed of another; so they are as before.
    scene.world.mend()
    until("both feeds are good", lambda: [json.loads(line)["condition"] for line in a.run("feeds", "--format", "jsonl").stdout.splitlines()] == ["good"] * 2, 60)
    expect(f"no two have asked within the interval: {scene.world.crowded()}", not scene.world.crowded())


def newer(scene):
    """As a newer program does: it changes the tables, says so, and takes the lead in one transaction."""
    a, b = scene.daemons
    scene.begin()
    scene.publish("2014-04-01", a)
    Daemon.running.clear()
    scene.cluster.sql("""
        BEGIN;
        ALTER TABLE feeds ADD COLUMN novelty TEXT;
        INSERT INTO ratingwatch_migrations VALUES ('99');
        UPDATE ratingwatch_leases SET owner = '', token = token + 1, until = 0;
        COMMIT""")
    before = scene.cluster.sql("SELECT sequence, id FROM alerts ORDER BY 1")
    scene.world.set("2014-07-01")
    for daemon in scene.daemons:
        until(f"{daemon.name} stands back", lambda: not daemon.is_running, 30)
        expect(f"{daemon.name} ended with {daemon.process.returncode}", daemon.process.returncode == 78)
        expect(f"{daemon.name} says why: {daemon.words()[-300:]}", "a newer ratingwatch has written it" in daemon.words())
    expect("nothing was written by the older ones", scene.cluster.sql("SELECT sequence, id FROM alerts ORDER BY 1") == before)
    again = a.run("run", "--once")
    expect(f"nor does it start again: {again.stderr}", again.returncode == 78)
    # The newer one goes on: this very program, for which the mark is taken away.
    scene.cluster.sql("DELETE FROM ratingwatch_migrations WHERE name = '99'")
    a.start()
    until("the newer one has told what the older ones have left", lambda: len(a.lines()) > len(before), 60)
    scene.expect_gapless()


def replica(scene):
    (a,) = scene.daemons
    scene.begin()
    own = scene.folder / "web.yaml"
    own.write_text((a.folder / "c.yaml").read_text().replace(scene.record(), scene.cluster.address("two") + "&target_session_attrs=any"))
    port = free_port()
    with open(scene.folder / "web.err", "wb") as err:
        pages = subprocess.Popen([scene.options.web, "--config", own, "--port", str(port)], stdout=err, stderr=err)
    try:
        read = lambda path: subprocess.run(["curl", "-s", "-m", "10", f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True).stdout
        until("the pages answer", lambda: "<html" in read("/"), 60)
        scene.publish("2014-04-01", a)
        until("what was told is shown", lambda: "Bolton" in read("/"), 30)
        scene.cluster.stop("one", "fast")
        expect("and still is while the primary is away", "Bolton" in read("/"))
    finally:
        pages.terminate()
        pages.wait(timeout=30)


def upgrade(scene):
    """Two built programs, one after the other on the same record."""
    a, b = scene.daemons
    newer = a.program
    a.program = b.program = scene.options.older
    scene.begin()
    scene.publish("2014-04-01", a)
    b.stop()
    scene.world.set("2014-07-01")
    b.program = newer
    Daemon.running.discard(a)
    b.start()
    until("the older stands back", lambda: not a.is_running, 60)
    expect(f"it ended with {a.process.returncode}", a.process.returncode == 78)
    expect(f"it says why: {a.words()[-300:]}", "a newer ratingwatch has written it" in a.words())
    until("the newer leads", lambda: b.health() == (200, "good\n"), 60)
    until("it tells what was published meanwhile", lambda: len(b.lines()) > len(a.lines()), 60)
    a.program = newer
    a.start()
    until("the other stands by", lambda: "standby: b leads" in a.health()[1], 60)
    b.stop()
    scene.publish("2014-10-01", a)
    until("its log has all", lambda: len(a.lines()) == len(scene.cluster.sql("SELECT id FROM alerts")), 60)
    scene.expect_gapless()


SCENARIOS = {
    "standing-by": (standing_by, {}), "clock": (clock, {"daemons": 1}), "away": (away, {"daemons": 1}), "asynchronous": (asynchronous, {"daemons": 1}),
    "holding": (holding, {}), "unconfirmed": (unconfirmed, {}), "former": (former, {"daemons": 1}),
    "parted": (parted, {"share": "hosts", "hosts": 2, "numbers": ["80432", "80426", "80543", "80441"]}), "newer": (newer, {}),
    "led": (led, {"share": "hosts", "hosts": 3, "numbers": ["80432", "80426"]}),
}


class Replicated(Scene):
    """With a synchronous standby, and both servers in the address."""

    def record(self):
        if not self.cluster.data("two").exists():
            self.cluster.add_standby()
        return self.cluster.address("one", "two")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("scenarios", nargs="*", help="all unless given")
    parser.add_argument("--away", type=int, default=15, help="seconds for which the server is away")
    parser.add_argument("--web", help="the program that serves the pages")
    parser.add_argument("--older", help="the program of the release before")
    options = parser.parse_args()
    folder = workplace("ratingwatch-server.")
    if folder is None:
        return
    scenarios = SCENARIOS | ({"upgrade": (upgrade, {})} if options.older else {}) | ({"replica": (replica, {"daemons": 1})} if options.web else {})
    for name in options.scenarios or scenarios:
        play, settings = scenarios[name]
        began = time.monotonic()
        scene = (Replicated if play in (former, unconfirmed, replica) else Scene)(options, folder / name, **settings)
        try:
            play(scene)
        except Failed as failure:
            print(f"FAULT: {name}: {failure}\nthe rest lies in {folder}")
            sys.exit(1)
        finally:
            scene.close()
        print(f"{name}: good, {time.monotonic() - began:.0f} s", flush=True)
    shutil.rmtree(folder)


main()
