"""A large record, made by hand in the tables that the program has begun: providers with two inspections of five areas each, an alert for
each, and the grades that stand."""
import hashlib
import json
import os
import random
import sqlite3
import subprocess

AREAS = ["overall-effectiveness", "impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers"]
GRADES = ["outstanding", "good", "requires-improvement", "inadequate"]
REGIONS = ["North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England", "London",
           "South East", "South West"]


def paths(folder):
    """Of the configuration and of the record."""
    return os.path.join(folder, "ratingwatch.yaml"), os.path.join(folder, "state", "history.sqlite")


def fill(program, folder, providers):
    config, database = paths(folder)
    os.makedirs(folder, exist_ok=True)
    empty = os.path.join(folder, "empty.atom")
    with open(empty, "w") as file:
        file.write('<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>')
    with open(config, "w") as file:
        file.write(f"state: {folder}/state\nlogs: {folder}/log\nfeeds:\n  - {{name: all, kind: feed, url: 'file://{empty}'}}\n")
    subprocess.run([program, "run", "--once", "--config", config], check=True, capture_output=True)
    base = sqlite3.connect(database)
    base.execute("PRAGMA synchronous = OFF")
    dice = random.Random(3)
    tallies = {}
    sequence = base.execute("SELECT coalesce(max(sequence), 0) FROM alerts").fetchone()[0]
    for number in range(providers):
        provider, region = f"ofsted:{number + 100_000}", REGIONS[number % 9]
        name = f"{dice.choice(['Oak', 'Birch', 'Elm', 'Ash', 'Holly', 'Rowan'])} {dice.choice(['Lane', 'Hill', 'Park', 'Road'])} {number}"
        base.execute("INSERT INTO providers (id, name, kind, region, named_by) VALUES (?, ?, 'local-authority', ?, 1)", (provider, name, region))
        before = None
        for place, day in enumerate(["2019-03-04", f"202{dice.randint(2, 5)}-0{dice.randint(1, 9)}-11"]):
            row = number * 2 + place + 1_000
            url = f"https://files.example.org/{row}"
            base.execute(
                "INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, title, provider_id, published, seen,"
                " baseline, state, framework, inspection_start, sha256, basis) VALUES (?, 'all', ?, '', ?, 1, 'Report', ?, ?, 1.7e9, 0, 'read',"
                " 'ilacs', ?, ?, 'report')", (row, url, url, provider, day, day, str(row)))
            base.execute(
                "INSERT INTO statements (id, publication, provider, framework, visit, inspection_start, inspection_end, published, recorded,"
                " title, url, address, sha256, reader, basis, publisher, is_row, is_partial, trust, is_silent)"
                " VALUES (?, ?, ?, 'ilacs', '', ?, ?, ?, 1.7e9, 'Report', ?, ?, ?, '', 'report', 'publisher:all', 0, 0, 'trusted', 0)",
                (row, row, provider, day, day, day, url, f"/{row}", str(row)))
            marks = [dice.choice(GRADES) for _ in AREAS]
            base.executemany(
                "INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence) VALUES (?, ?, ?, ?, ?, 1, ?)",
                [(row, at, area, grade, grade, f"{area} {grade}") for at, (area, grade) in enumerate(zip(AREAS, marks))])
            if before:
                sequence += 1
                told = [{"area": area, "from": old, "to": new, "direction": "declined", "printed": new, "page": 1, "evidence": f"{area} {new}"}
                        for area, old, new in zip(AREAS, before, marks)]
                alert = "rw_" + hashlib.sha256(provider.encode()).hexdigest()[:32]
                body = {"specversion": "1.0", "id": alert, "source": "/ratingwatch/bench", "type": "org.ratingwatch.rating-changed.v1",
                        "subject": provider, "time": "2026-01-01T00:00:00Z", "data": {
                            "direction": "declined", "summary": f"{name}: overall effectiveness declined", "provider": {"id": provider, "name": name},
                            "inspection": {"framework": "ilacs", "start": day, "end": day},
                            "publication": {"title": "Report", "url": url, "published": day, "sha256": ""}, "judgements": told}}
                base.execute(
                    "INSERT INTO alerts (sequence, id, kind, time, subject, direction, feed, publication, summary, line, body)"
                    " VALUES (?, ?, 'rating-changed', 1.75e9, ?, ?, 'all', ?, ?, '', ?)",
                    (sequence, alert, provider, dice.choice(["declined", "improved"]), row, body["data"]["summary"], json.dumps(body)))
                standing = [["ilacs", day, day, day, url] + [part for pair in zip(AREAS, marks) for part in pair]]
                base.execute("INSERT INTO standing_grades (provider, grades) VALUES (?, ?)", (provider, json.dumps(standing, separators=(",", ":"))))
                for area, grade in zip(AREAS, marks):
                    tallies[region, area, grade] = tallies.get((region, area, grade), 0) + 1
            before = marks
    base.executemany("INSERT INTO standing_tallies (region, framework, area, grade, providers) VALUES (?, 'ilacs', ?, ?, ?)",
                     [(*key, count) for key, count in tallies.items()])
    base.commit()
    base.close()
