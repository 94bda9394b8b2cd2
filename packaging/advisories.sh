#!/bin/sh
# Holds what a package is made of against known advisories: packaging/advisories.sh PACKAGE
# Asks https://osv.dev of each part that the package's own list names, by its exact version. For a maintainer, before each release; exit 1
# where there is an advisory, each with its address.
set -eu
package=$(realpath "$1")
dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/share/doc/ratingwatch/ratingwatch.cdx.json | python3 -c '
import json, sys, urllib.request

def ask(path, question=None):
    data = json.dumps(question).encode() if question is not None else None
    with urllib.request.urlopen(urllib.request.Request("https://api.osv.dev/v1/" + path, data), timeout=60) as answer:
        return json.load(answer)

parts, questions = [], []
for part in json.load(sys.stdin)["components"]:
    properties = {one["name"]: one["value"] for one in part.get("properties", [])}
    if part["purl"].startswith("pkg:swift/"):
        named = {"ecosystem": "SwiftURL", "name": part["externalReferences"][0]["url"].removesuffix(".git")}
    elif part["purl"].startswith("pkg:deb/"):
        named = {"ecosystem": "Debian:" + part["purl"].rsplit("debian-", 1)[1].split("&")[0], "name": properties["ratingwatch:source-package"]}
    else:
        print(part["name"], part["version"] + ": not listed by osv.dev; look at https://www.swift.org/support/security.html")
        continue
    parts.append(part)
    questions.append({"package": named, "version": part["version"]})
found = 0
for part, answer in zip(parts, ask("querybatch", {"queries": questions})["results"]):
    advisories = [one["id"] for one in answer.get("vulns", [])]
    print(part["name"], part["version"] + ":", len(advisories) or "none known")
    for one in advisories:
        found += 1
        summary = ask("vulns/" + one).get("summary") or ""
        print("  https://osv.dev/vulnerability/" + one, summary)
sys.exit(1 if found else 0)
'
