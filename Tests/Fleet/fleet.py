#!/usr/bin/env python3
"""Several daemons on one record, killed, stopped and restarted: nothing is lost, told twice or asked twice.

  Tests/Fleet/fleet.py PROGRAM [--share none|hosts] [--quarters N] [--begin DAY] [--long | --without-fence] [--seed N]

Needs PostgreSQL, of which it starts a primary and a synchronous standby of its own, and the real publications with their publisher and
receiver beside the checkout. Quarter by quarter more of them are published, while the daemon that leads, or with --share hosts one of those
that part the work, is
  killed      by kill -9;
  stopped     for longer than its lease, and goes on without hearing that another does its work: what it writes then reaches the server;
  restarted   in order;
and, once, the primary dies and the standby takes its place. Then:
  - the alerts are those of one daemon alone on a file, by their ids, numbered without a gap;
  - each reached either webhook at least once, always with the same bytes;
  - the log of each daemon is whole, and says the same as the others';
  - no daemon has written what was another's, and each that was stopped was refused a write;
  - no daemon asked a publisher within the interval of another's request;
  - with --share hosts each has done a part of it.

--without-fence takes out of the database what looks for the lease, and stops a daemon: then the late write must be seen, or the run fails.
"""
import argparse, datetime, json, random, shutil, signal, sys, time, urllib.parse

from cluster import Cluster, Holding
from daemons import LEASE, Daemon, Failed, World, end, until, workplace

# What the server logs of a write that was refused.
REFUSAL = "the lease is another daemon's"
# Hosts of the publications where the work is parted.
HOSTS = 8
SHORT = ["kill", "stop", "promote", "restart", "kill"]


class Fleet:
    def __init__(self, options, folder):
        self.options, self.folder, self.chance = options, folder, random.Random(options.seed)
        self.cluster = Cluster(folder / "servers")
        self.cluster.add_standby()
        self.is_parted = options.share == "hosts"
        self.world = World(folder, options.begin, hosts=HOSTS if self.is_parted else 1)
        record = self.cluster.address("one", "two")
        self.daemons = [Daemon(options.program, folder, name, self.world, record, share=options.share) for name in "abc"]
        self.alone = Daemon(options.program, folder, "alone", self.world)
        self.stops = self.promotions = 0
        self.faults = []

    def close(self):
        end(self.daemons)
        self.world.close()
        self.cluster.close()

    @property
    def working(self):
        """Those that poll or deliver."""
        names = self.cluster.sql("SELECT DISTINCT owner FROM ratingwatch_leases WHERE until >= ratingwatch_now() AND what NOT LIKE 'daemon:%'")
        return [daemon for daemon in self.daemons if daemon.name in names]

    def begin(self):
        for daemon in self.daemons:
            daemon.start()
        count = len(self.world.feeds)
        until("the baseline", lambda: self.cluster.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'feeds'") == ["1"])
        until("the baseline", lambda: self.cluster.sql("SELECT count(*) FROM feeds WHERE baseline_at IS NOT NULL") == [str(count)], 240)
        self.alone.run("run", "--once")
        # All have joined before anything is told: the log of each is to hold all of it.
        until("all daemons", lambda: len(self.cluster.sql("SELECT name FROM ratingwatch_daemons")) == len(self.daemons))
        self.watch()

    def watch(self):
        """Notes each change by a session of a daemon whose part it is not: ids of alerts follow from what they tell, so that a change that
        came too late shows nowhere else."""
        self.cluster.sql("CREATE TABLE trespasses (daemon TEXT, what TEXT)")
        self.cluster.sql(self.watching_parts() if self.is_parted else self.watching_all())
        if self.options.without_fence:
            self.cluster.sql("""
                CREATE OR REPLACE FUNCTION ratingwatch_fence(asked TEXT, by TEXT, since BIGINT, number BIGINT) RETURNS VOID
                    LANGUAGE plpgsql AS 'BEGIN END'""")

    def watching_all(self):
        return """
            CREATE FUNCTION note() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO trespasses SELECT current_setting('application_name'), TG_TABLE_NAME
                    FROM ratingwatch_leases WHERE 'ratingwatch@' || owner <> current_setting('application_name');
                RETURN NULL;
            END $$;
            """ + "".join(
            f"CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note();"
            for table in ["feeds", "publications", "statements", "alerts", "deliveries", "log_heads"])

    def watching_parts(self):
        """What a poll changes is for who has its host, what becomes of a delivery for who has its receiver, and a log for its own daemon."""
        places = ", ".join(f"('{feed}', 'host:{urllib.parse.urlsplit(url).hostname}')" for feed, url in self.world.feeds.items())
        watches = {
            "feeds": ("INSERT OR UPDATE OR DELETE", "(SELECT place FROM places WHERE feed = changed.name)"),
            "publications": ("INSERT OR DELETE", "(SELECT place FROM places WHERE feed = changed.feed)"),
            "deliveries": ("UPDATE", "CASE WHEN changed.receiver LIKE '%@%' THEN 'daemon:' || split_part(changed.receiver, '@', 2) "
                                     "ELSE 'receiver:' || changed.receiver END"),
            "log_heads": ("INSERT OR UPDATE OR DELETE", "'daemon:' || split_part(changed.receiver, '@', 2)"),
        }
        text = f"CREATE TABLE places (feed TEXT PRIMARY KEY, place TEXT); INSERT INTO places VALUES {places};"
        for table, (events, place) in watches.items():
            text += f"""
                CREATE FUNCTION note_{table}() RETURNS TRIGGER LANGUAGE plpgsql AS $$ DECLARE changed RECORD; BEGIN
                    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
                    INSERT INTO trespasses SELECT current_setting('application_name'), TG_TABLE_NAME || ' of ' || what
                        FROM ratingwatch_leases
                        WHERE what = {place} AND 'ratingwatch@' || owner <> current_setting('application_name');
                    RETURN NULL;
                END $$;
                CREATE TRIGGER watched AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION note_{table}();"""
        return text

    def trespasses(self):
        return self.cluster.sql("SELECT DISTINCT daemon || ' changed ' || what FROM trespasses ORDER BY 1")

    def refusals(self):
        return self.cluster.log().count(REFUSAL)

    # ---- what happens to a daemon that works

    def kill(self):
        one = self.one()
        one.kill()
        if self.chance.random() < 0.3:
            time.sleep(LEASE)
        one.start()

    def restart(self):
        one = self.one()
        one.stop()
        one.start()

    def stop(self):
        """In the middle of a poll, which it would record as soon as it goes on. That its part is another's it would hear at once; so its row is
        held, as by a network that carries its writer's words and not its keeper's."""
        self.one()
        self.world.slow(3)
        before = time.time()
        until("a poll", lambda: self.asking(before), 60)
        one = self.asking(before)
        time.sleep(2 + self.chance.random())
        one.send(signal.SIGSTOP)
        self.stops += 1
        until("others do its work", lambda: self.working and one not in self.working, 4 * LEASE)
        # Whatever it asked for has an owner again.
        until("all of it", lambda: self.free() == 0, 4 * LEASE)
        refused = self.refusals()
        seen = self.trespasses()
        with Holding(self.cluster, f"SELECT FROM ratingwatch_daemons WHERE name = '{one.name}' FOR UPDATE"):
            one.send(signal.SIGCONT)
            until("the late write", lambda: self.refusals() > refused or self.trespasses() != seen, 60)
        self.world.mend()

    def promote(self):
        self.cluster.promote()
        self.promotions += 1
        until("the new primary is used", lambda: self.working, 60)

    def one(self):
        """One of those that work."""
        until("one works", lambda: self.working, 4 * LEASE)
        return self.chance.choice(self.working)

    def asking(self, since):
        """The one that has asked a publisher last; None where none has since then."""
        name = next((name for at, name in reversed(self.world.all_asked()) if at > since), None)
        return next((daemon for daemon in self.daemons if daemon.name == name), None)

    def free(self):
        """How much of the work is nobody's."""
        return int(self.cluster.sql("SELECT count(*) FROM ratingwatch_leases WHERE until < ratingwatch_now() AND what NOT LIKE 'daemon:%'")[0])

    # ---- the run

    def quarter(self, day, deeds):
        self.world.set(day)
        for deed in deeds:
            time.sleep(self.chance.random() * 2)
            getattr(self, deed)()
        for _ in range(40):
            self.alone.run("run", "--once")
            count, pending = self.alone.known()
            if pending == 0:
                break
            time.sleep(1)
        until(f"the fleet knows what one knows until {day} ({count})", lambda: self.daemons[0].known() == (count, 0), 180)
        print(f"{day}: {', '.join(deeds)}; {' '.join(daemon.name for daemon in self.working) or 'nobody'}; {count} publications", flush=True)

    def finish(self):
        """Each leads once more, so that its log gets what it lacks."""
        for daemon in self.daemons:
            daemon.stop()
        wanted = [line["id"] for line in self.alone.lines()]
        for daemon in self.daemons:
            daemon.start()
            until(f"the log of {daemon.name} is whole", lambda: len(daemon.lines()) >= len(wanted), 60)
            until("the webhook has all", lambda: not daemon.waiting("newsroom", "desk"), 60)
            daemon.stop()
        self.compare(wanted)

    def compare(self, wanted):
        faults = self.faults
        told = [[(line["id"], int(line["sequence"])) for line in daemon.lines()] for daemon in self.daemons]
        faults += self.trespasses()
        if sorted(identity for identity, _ in told[0]) != sorted(wanted):
            faults.append(f"the fleet told {len(told[0])} alerts, one daemon alone {len(wanted)}")
        if [sequence for _, sequence in told[0]] != list(range(1, len(told[0]) + 1)):
            faults.append("the numbers have a gap")
        faults += [f"the log of {daemon.name} differs" for daemon, log in zip(self.daemons, told) if log != told[0]]
        faults += [f"the log of {daemon.name} does not verify" for daemon in self.daemons if daemon.run("alerts", "verify").returncode != 0]
        readers = {line["id"] for line in self.daemons[0].lines() if ".operator-" not in line["type"]}
        again = sum(self.compare_webhook(path, readers) for path in ["/hook", "/hook/desk"])
        crowded = self.world.crowded()
        faults += ["one daemon alone has asked"] if crowded is None else crowded
        asked = self.world.all_asked()
        if self.is_parted:
            faults += [f"{daemon.name} has asked nobody" for daemon in self.daemons if daemon.name not in {name for _, name in asked}]
        print(
            f"{len(told[0])} alerts, {len(readers)} to readers, {sum(daemon.kills for daemon in self.daemons)} kills, {self.stops} stops beyond the "
            f"lease, {self.promotions} promotions, {len(asked)} requests, {again} deliveries more than once")

    def compare_webhook(self, path, readers):
        """How often it got again what it had."""
        bodies = {}
        for line in self.world.deliveries.read_text().splitlines():
            delivery = json.loads(line)
            if delivery["path"] == path:
                bodies.setdefault(delivery["webhook_id"], []).append(delivery["sha256"])
        self.faults += [f"{identity} never reached {path}" for identity in sorted(readers - bodies.keys())]
        self.faults += [f"{identity} reached {path} with different bytes" for identity, sums in bodies.items() if len(set(sums)) > 1]
        return sum(len(sums) - 1 for sums in bodies.values())


def quarters_behind(begin, count):
    day = datetime.date.fromisoformat(begin)
    for _ in range(count):
        for _ in range(3):
            day = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        yield day


def deeds(options):
    """What happens in each quarter."""
    if options.without_fence:
        return [["stop"]]
    if not options.long:
        return [[SHORT[number % len(SHORT)]] for number in range(options.quarters or len(SHORT))]
    count = options.quarters or 50
    plan = [["kill"] + (["stop"] if number % 5 in (1, 3) else []) + (["restart"] if number % 10 == 4 else []) for number in range(count)]
    plan[count // 2].append("promote")
    return plan


def run(options, folder):
    fleet = Fleet(options, folder)
    try:
        fleet.begin()
        plan = deeds(options)
        if options.without_fence:
            fleet.world.set(next(quarters_behind(options.begin, 1)))
            fleet.stop()
            found = fleet.trespasses()
            print("\n".join(found))
            if not found:
                raise Failed("without the fence a daemon that does not lead was not seen writing")
            return
        for day, these in zip(quarters_behind(options.begin, len(plan)), plan):
            fleet.quarter(day, these)
        fleet.finish()
        if fleet.faults:
            raise Failed("\n".join(fleet.faults))
    finally:
        fleet.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--share", choices=["none", "hosts"], default="none", help="what of the work is parted")
    parser.add_argument("--quarters", type=int, help="how many quarters of a year are published, one after the other")
    parser.add_argument("--begin", default="2014-01-01", help="the day of the baseline")
    parser.add_argument("--long", action="store_true", help="a kill in each quarter, 50 of them unless --quarters says otherwise")
    parser.add_argument("--without-fence", action="store_true", help="with nothing that looks for the lease: the late write must be seen")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = workplace("ratingwatch-fleet.")
    if folder is None:
        return
    began = time.monotonic()
    try:
        run(options, folder)
    except Failed as failure:
        print(f"FAULT: share {options.share}: {failure}\nthe rest lies in {folder}")
        sys.exit(1)
    shutil.rmtree(folder)
    print(f"share {options.share}: good, {time.monotonic() - began:.0f} s")


main()
