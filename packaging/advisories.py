#!/usr/bin/env python3
"""Holds what a package is made of against known advisories: asks https://osv.dev of each part that the package's own list names, by its
exact version. For a maintainer, before each release.

Usage: advisories.py PACKAGE.deb|LIST.cdx.json [--database URL]. Ends with 0 where none is known, with 1 where there is one, each with its
address, and with 2 where that could not be found out.
"""
import argparse
import json
import subprocess
import sys
import urllib.error
import urllib.request

DATABASE = "https://api.osv.dev/v1"
LIST = "./usr/share/doc/ratingwatch/ratingwatch.cdx.json"
# Has had an advisory for years (CVE-2022-3215): a database that knows none of it was asked in the wrong words, and its silence on all
# others says nothing.
CANARY = ("github.com/apple/swift-nio", "2.41.0")


class Unknown(Exception):
    """Why it could not be found out, with the remedy."""


def parts_of(path):
    try:
        if path.endswith(".deb"):
            files = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True).stdout
            text = subprocess.run(["tar", "-xO", LIST], check=True, capture_output=True, input=files).stdout
        else:
            with open(path, "rb") as file:
                text = file.read()
        return json.loads(text)["components"]
    except subprocess.CalledProcessError as error:
        raise Unknown(f"{path}: {error.stderr.decode(errors='replace').strip()}; build it by `make deb`") from None
    except (OSError, ValueError, KeyError) as error:
        raise Unknown(f"{path} is no list in CycloneDX's JSON: {error}; build the package by `make deb`") from None


def names_of(part):
    """Under which ecosystem and names the database may know it; none where it knows no such thing."""
    properties = {one["name"]: one["value"] for one in part.get("properties", [])}
    if part["purl"].startswith("pkg:swift/"):
        return swift(part["externalReferences"][0]["url"].removesuffix(".git").removeprefix("https://"))
    if part["purl"].startswith("pkg:deb/"):
        release = part["purl"].rsplit("debian-", 1)[1].split("&")[0]
        return [("Debian:" + release, properties["ratingwatch:source-package"])]
    return []


def swift(address):
    # Advisories name a package by its address, some with the scheme.
    return [("SwiftURL", address), ("SwiftURL", "https://" + address)]


class Database:
    def __init__(self, address):
        self.address = address.rstrip("/")

    def ask(self, path, question=None):
        data = json.dumps(question).encode() if question is not None else None
        request = urllib.request.Request(f"{self.address}/{path}", data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except (OSError, ValueError) as error:
            raise Unknown(f"{self.address}/{path} could not be asked: {error}; try again where there is a network") from None

    def advisories(self, questions):
        """Ids for each question, in order. An answer may come in pages."""
        found = [set() for _ in questions]
        waiting = [(index, question) for index, question in enumerate(questions)]
        while waiting:
            answers = self.ask("querybatch", {"queries": [question for _, question in waiting]}).get("results", [])
            if len(answers) != len(waiting):
                raise Unknown(f"{self.address} answered {len(answers)} of {len(waiting)} questions; look at its documentation")
            following = []
            for (index, question), answer in zip(waiting, answers):
                found[index] |= {one["id"] for one in (answer or {}).get("vulns", [])}
                if (answer or {}).get("next_page_token"):
                    following.append((index, {**question, "page_token": answer["next_page_token"]}))
            waiting = following
        return found


def look(path, database):
    parts = parts_of(path)
    asked = [(part["name"], part["version"], names_of(part)) for part in parts]
    asked.append(("", CANARY[1], swift(CANARY[0])))
    questions = [
        {"package": {"ecosystem": ecosystem, "name": name}, "version": version}
        for _, version, names in asked for ecosystem, name in names]
    answers = iter(database.advisories(questions))
    known = [(name, version, names, set().union(*(next(answers) for _ in names))) for name, version, names in asked]
    if not known.pop()[3]:
        raise Unknown(f"{database.address} knows no advisory of {' '.join(CANARY)}, which has one: it must be asked otherwise now")
    count = 0
    for name, version, names, ids in known:
        if not names:
            print(f"{name} {version}: not listed by osv.dev; look at https://www.swift.org/support/security.html")
            continue
        print(f"{name} {version}: {len(ids) or 'none known'}")
        for one in sorted(ids):
            print(f"  https://osv.dev/vulnerability/{one} {database.ask('vulns/' + one).get('summary') or ''}".rstrip())
        count += len(ids)
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("list")
    parser.add_argument("--database", default=DATABASE)
    options = parser.parse_args()
    try:
        sys.exit(1 if look(options.list, Database(options.database)) else 0)
    except Unknown as error:
        print(f"advisories.py: {error}", file=sys.stderr)
        sys.exit(2)


main()
