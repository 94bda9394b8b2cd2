#!/usr/bin/env python3
"""Fills a history that ratingwatch has made with inspections of invented providers, through 20 years, and their alerts.

Usage: history.py DATABASE JUDGEMENTS. The publications are those of the feed "bench"; an inspection has 5 judgements, each
second one an alert that the receiver "log" has got. A history of the first version gets what that one wrote; one of today the
same as statements that are still to be taken over, which the program does when it runs next.
"""
import datetime
import json
import sqlite3
import sys

AREAS = ["impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers", "overall-effectiveness"]
GRADES = ["outstanding", "good", "requires-improvement", "inadequate"]
INSPECTIONS = 7

database = sqlite3.connect(sys.argv[1])
providers = int(sys.argv[2]) // len(AREAS) // INSPECTIONS
first = datetime.date(2005, 1, 3)
epoch = datetime.date(1970, 1, 1)


def day(provider, inspection):
    return first + datetime.timedelta(days=inspection * 1000 + provider % 900)


def seconds(date):
    return float((date - epoch).days * 86400)


def publications():
    for provider in range(providers):
        for inspection in range(INSPECTIONS):
            row = provider * INSPECTIONS + inspection + 1
            start = day(provider, inspection)
            published = (start + datetime.timedelta(days=50)).isoformat()
            yield (row, f"old-{row}", f"old-{row}", f"file:///nowhere/{row}.html", f"Provider {provider}",
                   str(1000000 + provider), f"ofsted:{1000000 + provider}", published,
                   seconds(start), f"{row:064x}", start.isoformat())


def rank(row, position):
    return (row * 7 + position) % 4


def judgements():
    for row in range(1, providers * INSPECTIONS + 1):
        for position, area in enumerate(AREAS):
            grade = GRADES[rank(row, position)]
            yield (row, position, area, grade, grade, f"{area} {grade}")


def body(id, row):
    """As the program writes it, with what stands in the record."""
    provider, inspection = divmod(row - 1, INSPECTIONS)
    stated = []
    for position, area in enumerate(AREAS):
        now, before = rank(row, position), rank(row - 1, position)
        stated.append({
            "area": area, "from": GRADES[before] if inspection else None, "to": GRADES[now],
            "direction": "first" if not inspection else "improved" if now < before else "declined",
            "evidence": "x" * 100})
    start = day(provider, inspection)
    return json.dumps({
        "specversion": "1.0", "id": id, "source": "urn:bench", "type": "org.ratingwatch.rating-changed.v1",
        "subject": f"ofsted:{1000000 + provider}", "time": f"{start}T00:00:00Z",
        "data": {
            "summary": f"Provider {provider}", "direction": "mixed",
            "inspection": {"framework": "ilacs", "start": start.isoformat(), "end": None}, "judgements": stated}})


def alerts():
    base = database.execute("SELECT coalesce(max(sequence), 0) FROM alerts").fetchone()[0]
    rows = sorted(range(2, providers * INSPECTIONS + 1, 2), key=lambda row: day(*divmod(row - 1, INSPECTIONS)))
    for number, row in enumerate(rows):
        provider, inspection = divmod(row - 1, INSPECTIONS)
        id = f"rw_{row:032x}"
        yield (base + number + 1, id, "rating-changed", seconds(day(provider, inspection)), f"ofsted:{1000000 + provider}",
               "declined", "bench", row, f"Provider {provider}: overall effectiveness declined", "line",
               body(id, row))


with database:
    database.executemany(
        "INSERT INTO providers (id, name, kind, region) VALUES (?, ?, 'school', 'North West')",
        ((f"ofsted:{1000000 + provider}", f"Provider {provider}") for provider in range(providers)))
    database.executemany(
        "INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, provider_name, provider_urn,"
        " provider_id, published, seen, baseline, state, sha256, framework, inspection_start, basis)"
        " VALUES (?, 'bench', ?, ?, ?, 0, ?, ?, ?, ?, ?, 0, 'read', ?, 'ilacs', ?, 'report')", publications())
    if database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'judgements'").fetchone() == (0,):
        database.execute(
            "INSERT INTO statements (id, publication, provider, framework, visit, inspection_start, published, recorded, title,"
            " url, address, sha256, reader, basis, publisher, is_row, is_partial, trust, is_silent)"
            " SELECT id, id, provider_id, framework, '', inspection_start, published, seen, identity, document_url,"
            " document_url, sha256, '', basis, feed, 0, 0, 'trusted', 0 FROM publications")
        database.executemany(
            "INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence)"
            " VALUES (?, ?, ?, ?, ?, 1, ?)", judgements())
        database.execute(
            "INSERT INTO unsettled (provider, feed, is_held) SELECT DISTINCT provider, '', 0 FROM statements ORDER BY provider")
    else:
        database.executemany(
            "INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, direction, reason)"
            " VALUES (?, ?, ?, ?, ?, 1, ?, 'first', 'no-earlier-inspection')", judgements())
    database.executemany("INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", alerts())
    database.execute(
        "INSERT INTO deliveries (alert, receiver, state, attempts, next_attempt, done_at)"
        " SELECT sequence, 'log', 'done', 1, time, time FROM alerts WHERE kind = 'rating-changed'")
print(providers * INSPECTIONS * len(AREAS), "judgements of", providers, "providers")
