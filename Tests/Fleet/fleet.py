#!/usr/bin/env python3
"""Several daemons on one record, killed, stopped and restarted: nothing is lost, told twice or asked twice.

  Tests/Fleet/fleet.py PROGRAM [--quarters N] [--begin DAY] [--long | --without-fence] [--seed N]

Needs PostgreSQL, of which it starts a primary and a synchronous standby of its own, and the real publications with their publisher and
receiver beside the checkout. Quarter by quarter more of them are published, while the daemon that leads is
  killed      by kill -9;
  stopped     for longer than its lease, and goes on without hearing that another leads: what it writes then reaches the server;
  restarted   in order;
and, once, the primary dies and the standby takes its place. Then:
  - the alerts are those of one daemon alone on a file, by their ids, numbered without a gap;
  - each reached the webhook at least once, always with the same bytes;
  - the log of each daemon is whole, and says the same as the others';
  - no daemon has written anything while another led, and each that was stopped was refused a write;
  - no daemon asked the publisher within the interval of another's request.

--without-fence takes out of the database what looks for the lease, and stops a daemon: then the late write must be seen, or the run fails.
"""
import argparse, datetime, json, random, shutil, signal, sys, time

from cluster import Cluster, Holding
from daemons import LEASE, Daemon, Failed, World, end, until, workplace

# What the server logs of a write that was refused.
REFUSAL = "the lease is another daemon's"
SHORT = ["kill", "stop", "promote", "restart", "kill"]


class Fleet:
    def __init__(self, options, folder):
        self.options, self.folder, self.chance = options, folder, random.Random(options.seed)
        self.cluster = Cluster(folder / "servers")
        self.cluster.add_standby()
        self.world = World(folder, options.begin)
        record = self.cluster.address("one", "two")
        self.daemons = [Daemon(options.program, folder, name, self.world, record) for name in "abc"]
        self.alone = Daemon(options.program, folder, "alone", self.world)
        self.stops = self.promotions = 0
        self.faults = []

    def close(self):
        end(self.daemons)
        self.world.close()
        self.cluster.close()

    @property
    def leader(self):
        """None while nobody leads."""
        names = self.cluster.sql("SELECT owner FROM ratingwatch_leases WHERE until >= ratingwatch_now()")
        return next((daemon for daemon in self.daemons if daemon.name in names), None)

    def begin(self):
        for daemon in self.daemons:
            daemon.start()
        until("the baseline", lambda: any(daemon.lines() for daemon in self.daemons), 180)
        self.alone.run("run", "--once")
        # All have joined before anything is told: the log of each is to hold all of it.
        until("all daemons", lambda: len(self.cluster.sql("SELECT name FROM ratingwatch_daemons")) == len(self.daemons))
        self.watch()

    def watch(self):
        """Notes each change by a session of a daemon that does not lead: ids of alerts follow from what they tell, so that a change that
        came too late shows nowhere else."""
        self.cluster.sql("""
            CREATE TABLE trespasses (daemon TEXT, what TEXT);
            CREATE FUNCTION note() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO trespasses SELECT current_setting('application_name'), TG_TABLE_NAME
                    FROM ratingwatch_leases WHERE 'ratingwatch@' || owner <> current_setting('application_name');
                RETURN NULL;
            END $$;
            """ + "".join(
            f"CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note();"
            for table in ["feeds", "publications", "statements", "alerts", "deliveries", "log_heads"]))
        if self.options.without_fence:
            self.cluster.sql("""
                CREATE OR REPLACE FUNCTION ratingwatch_fence(asked TEXT, by TEXT, since BIGINT, number BIGINT) RETURNS VOID
                    LANGUAGE plpgsql AS 'BEGIN END'""")

    def trespasses(self):
        return self.cluster.sql("SELECT DISTINCT daemon || ' changed ' || what FROM trespasses ORDER BY 1")

    def refusals(self):
        return self.cluster.log().count(REFUSAL)

    # ---- what happens to the daemon that leads

    def kill(self):
        leads = self.leads()
        leads.kill()
        if self.chance.random() < 0.3:
            time.sleep(LEASE)
        leads.start()

    def restart(self):
        leads = self.leads()
        leads.stop()
        leads.start()

    def stop(self):
        """In the middle of a poll, which it would record as soon as it goes on. That it no longer leads it would hear at once; so its row is
        held, as by a network that carries its writer's words and not its keeper's."""
        leads = self.leads()
        self.world.slow(3)
        asked = len(self.world.requests())
        until("a poll", lambda: len(self.world.requests()) > asked, 60)
        time.sleep(2 + self.chance.random())
        leads.send(signal.SIGSTOP)
        self.stops += 1
        until("another leads", lambda: self.leader not in (None, leads), 4 * LEASE)
        refused = self.refusals()
        seen = self.trespasses()
        with Holding(self.cluster, f"SELECT FROM ratingwatch_daemons WHERE name = '{leads.name}' FOR UPDATE"):
            leads.send(signal.SIGCONT)
            until("the late write", lambda: self.refusals() > refused or self.trespasses() != seen, 60)
        self.world.mend()

    def promote(self):
        self.cluster.promote()
        self.promotions += 1
        until("the new primary is used", lambda: self.leader, 60)

    def leads(self):
        until("one leads", lambda: self.leader, 4 * LEASE)
        return self.leader

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
        leads = self.leader
        print(f"{day}: {', '.join(deeds)}; {leads.name if leads else 'nobody'} leads; {count} publications", flush=True)

    def finish(self):
        """Each leads once more, so that its log gets what it lacks."""
        for daemon in self.daemons:
            daemon.stop()
        wanted = [line["id"] for line in self.alone.lines()]
        for daemon in self.daemons:
            daemon.start()
            until(f"the log of {daemon.name} is whole", lambda: len(daemon.lines()) >= len(wanted), 60)
            until("the webhook has all", lambda: '"pending"' not in daemon.run("deliveries", "--format", "json").stdout, 60)
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
        bodies = {}
        for line in self.world.deliveries.read_text().splitlines():
            delivery = json.loads(line)
            if delivery["path"] == "/hook":
                bodies.setdefault(delivery["webhook_id"], []).append(delivery["sha256"])
        readers = {line["id"] for line in self.daemons[0].lines() if ".operator-" not in line["type"]}
        faults += [f"{identity} never reached the webhook" for identity in sorted(readers - bodies.keys())]
        faults += [f"{identity} reached the webhook with different bytes" for identity, sums in bodies.items() if len(set(sums)) > 1]
        crowded = self.world.crowded()
        faults += ["one daemon alone has asked"] if crowded is None else crowded
        again = sum(len(sums) - 1 for sums in bodies.values())
        print(
            f"{len(told[0])} alerts, {len(readers)} to readers, {sum(daemon.kills for daemon in self.daemons)} kills, {self.stops} stops beyond the "
            f"lease, {self.promotions} promotions, {len(self.world.asked())} requests, {again} deliveries more than once")


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
        print(f"FAULT: {failure}\nthe rest lies in {folder}")
        sys.exit(1)
    shutil.rmtree(folder)
    print(f"good, {time.monotonic() - began:.0f} s")


main()
