#!/usr/bin/env python3
"""Writes a feed with new reports on councils that stand alone, and the reports.

Usage: publications.py FOLDER ROUND COUNT: feed.xml and COUNT pages, none of which an earlier round had.
"""
import datetime
import sys

AREAS = [
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care", "The experiences and progress of care leavers",
    "Overall effectiveness",
]
GRADES = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]

folder, round, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
entries = ""
# Later than all of history.py, under the areas of today; each round's than those of the round before.
start = datetime.date(2024, 1, 8) + datetime.timedelta(days=35 * round)
published = f"{start + datetime.timedelta(days=50)}T08:00:00Z"
for number in range(count):
    provider = 1000000 + number * 7
    id = f"new-{round}-{number}"
    rows = "".join(
        f"<tr><td>{area}</td><td>{GRADES[(number + position + round) % 4]}</td></tr>" for position, area in enumerate(AREAS))
    with open(f"{folder}/{id}.html", "w", encoding="utf-8") as file:
        file.write(
            f"<!DOCTYPE html><html><body><h1>Inspection of Provider {number * 7} local authority children's services</h1>"
            f"<p>Inspection dates: {start.day} {start:%B %Y}</p><table><tr><th>Judgement</th><th>Grade</th></tr>{rows}"
            f"</table></body></html>")
    entries += (
        f'<entry><id>{id}</id><title>Inspection</title><link href="{id}.html"/><published>{published}</published>'
        f'<updated>{published}</updated><category scheme="tag:bench,2020:urn" term="{provider}"/></entry>')
with open(f"{folder}/feed.xml", "w", encoding="utf-8") as file:
    file.write(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:bench</id><title>Bench</title>'
        f"<updated>2026-05-16T08:00:00Z</updated>{entries}</feed>")
