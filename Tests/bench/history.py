#!/usr/bin/env python3
"""Fills a history that ratingwatch has made with inspections of invented providers, through 20 years, and their alerts.

Usage: history.py DATABASE JUDGEMENTS. The publications are those of the feed "bench"; an inspection has 5 judgements, each
second one an alert that the receiver "log" has got.
"""
import datetime
import sqlite3
import sys

AREAS = ["impact-of-leaders", "help-and-protection", "children-in-care", "care-leavers", "overall-effectiveness"]
GRADES = ["outstanding", "good", "requires-improvement", "inadequate"]
INSPECTIONS = 7
BODY = '{"specversion":"1.0","id":"%s","data":{"summary":"' + "x" * 1200 + '"}}'

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


def judgements():
    for row in range(1, providers * INSPECTIONS + 1):
        for position, area in enumerate(AREAS):
            grade = GRADES[(row * 7 + position) % 4]
            yield (row, position, area, grade, grade, f"{area} {grade}")


def alerts():
    base = database.execute("SELECT coalesce(max(sequence), 0) FROM alerts").fetchone()[0]
    rows = sorted(range(2, providers * INSPECTIONS + 1, 2), key=lambda row: day(*divmod(row - 1, INSPECTIONS)))
    for number, row in enumerate(rows):
        provider, inspection = divmod(row - 1, INSPECTIONS)
        id = f"rw_{row:032x}"
        yield (base + number + 1, id, "rating-changed", seconds(day(provider, inspection)), f"ofsted:{1000000 + provider}",
               "declined", "bench", row, f"Provider {provider}: overall effectiveness declined", "line", BODY % id)


with database:
    database.executemany(
        "INSERT INTO providers (id, name, kind, region) VALUES (?, ?, 'school', 'North West')",
        ((f"ofsted:{1000000 + provider}", f"Provider {provider}") for provider in range(providers)))
    database.executemany(
        "INSERT INTO publications (id, feed, identity, fingerprint, document_url, announces_pdf, provider_name, provider_urn,"
        " provider_id, published, seen, baseline, state, sha256, framework, inspection_start, basis)"
        " VALUES (?, 'bench', ?, ?, ?, 0, ?, ?, ?, ?, ?, 0, 'read', ?, 'ilacs', ?, 'report')", publications())
    database.executemany(
        "INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, direction, reason)"
        " VALUES (?, ?, ?, ?, ?, 1, ?, 'first', 'no-earlier-inspection')", judgements())
    database.executemany("INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", alerts())
    database.execute(
        "INSERT INTO deliveries (alert, receiver, state, attempts, next_attempt, done_at)"
        " SELECT sequence, 'log', 'done', 1, time, time FROM alerts WHERE kind = 'rating-changed'")
print(providers * INSPECTIONS * len(AREAS), "judgements of", providers, "providers")
