"""A PostgreSQL server of one's own, with a synchronous standby, in a folder and on sockets alone."""
import glob, os, shutil, subprocess
from pathlib import Path


def programs():
    """The folder of PostgreSQL's programs, the newest where there are several; None where it is not installed."""
    found = shutil.which("initdb")
    folders = [str(Path(found).resolve().parent)] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda name: int(name.split("/")[-2]))
    return Path(folders[-1]) if folders and os.access(f"{folders[-1]}/initdb", os.X_OK) else None


class Cluster:
    """`one` is the primary at first, `two` its standby once `add_standby` was called. Each has a socket in a folder of its name."""

    def __init__(self, folder):
        self.folder, self.bin = Path(folder), programs()
        self.primary = "one"
        # The server refuses to run as root.
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self.folder.mkdir()
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        self.call("initdb", "-D", self.data("one"), "-U", "ratingwatch", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.make_socket("one")
        self.start("one")
        self.sql("CREATE DATABASE ratingwatch", database="postgres")

    def data(self, name):
        return self.folder / f"{name}.data"

    def make_socket(self, name):
        (self.folder / name).mkdir()
        if self.user:
            shutil.chown(self.folder / name, "postgres", "postgres")

    def call(self, program, *arguments, check=True):
        done = subprocess.run(
            [self.bin / program, *map(str, arguments)], capture_output=True, text=True, cwd="/", env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
            **self.user)
        if check and done.returncode != 0:
            raise SystemExit(f"{program}: {done.stderr}{done.stdout}")
        return done

    def start(self, name, **settings):
        """With settings beside those that it always has."""
        options = {"listen_addresses": "", "unix_socket_directories": self.folder / name, "fsync": "off", "max_connections": 100, **settings}
        text = " ".join(f"-c {key}='{value}'" for key, value in options.items())
        # The server keeps the pipes of what starts it, so that nobody may wait for their end.
        subprocess.run(
            [self.bin / "pg_ctl", "-D", self.data(name), "-l", self.folder / f"{name}.log", "-o", text, "-w", "start"], check=True, cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user)

    def stop(self, name, mode="immediate"):
        self.call("pg_ctl", "-D", self.data(name), "-m", mode, "-w", "stop", check=False)

    def close(self):
        for data in self.folder.glob("*.data"):
            self.stop(data.name.removesuffix(".data"))

    def add_standby(self, synchronous=True):
        self.call(
            "pg_basebackup", "-D", self.data("two"), "-R", "-c", "fast", "-d", f"host={self.folder}/one user=ratingwatch application_name=two")
        self.make_socket("two")
        self.start("two", primary_conninfo=f"host={self.folder}/one user=ratingwatch application_name=two")
        if synchronous:
            self.require_standby("two")

    def require_standby(self, names):
        """What is told as recorded is on one of these as well; of none where it is empty."""
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
        self.sql("SELECT pg_reload_conf()")

    def promote(self):
        """The primary dies, and its standby takes its place."""
        self.stop("one")
        self.call("pg_ctl", "-D", self.data("two"), "-w", "promote")
        self.primary = "two"

    def sql(self, text, database="ratingwatch", server=None):
        """The lines of the answer."""
        done = subprocess.run(
            [self.bin / "psql", "-qtA", "-v", "ON_ERROR_STOP=1", "-h", self.folder / (server or self.primary), "-U", "ratingwatch", "-d", database, "-c", text],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{text}: {done.stderr}")
        return done.stdout.splitlines()

    def address(self, *names):
        """Of the servers of these names; of the primary alone where there is none."""
        hosts = ",".join(str(self.folder / name) for name in names or [self.primary])
        several = "&target_session_attrs=read-write" if len(names) > 1 else ""
        return f"postgresql://ratingwatch@/ratingwatch?host={hosts}{several}"

    def log(self, name=None):
        return (self.folder / f"{name or self.primary}.log").read_text(errors="replace")


class Holding:
    """Keeps a transaction open that has done `text`, as long as the block runs."""

    def __init__(self, cluster, text):
        self.process = subprocess.Popen(
            [cluster.bin / "psql", "-qtA", "-h", cluster.folder / cluster.primary, "-U", "ratingwatch", "-d", "ratingwatch"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(f"BEGIN; {text};\n\\echo held\n")
        self.process.stdin.flush()
        while self.process.stdout.readline().strip() != "held":
            if self.process.poll() is not None:
                raise SystemExit(f"{text}: could not be held")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # At its end the server rolls back.
        self.process.stdin.close()
        self.process.wait()
