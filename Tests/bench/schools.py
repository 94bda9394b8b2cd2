#!/usr/bin/env python3
"""Schools tables of invented schools, as wide as the official ones: 70 columns, 700 bytes a row, windows-1252.

Usage: schools.py FILE ROWS [CHANGED]: so many rows, of which CHANGED state a newer inspection than in the table without.
"""
import csv
import datetime
import random
import sys

GRADED = ["Overall effectiveness", "Quality of education", "Behaviour and attitudes", "Personal development",
          "Effectiveness of leadership and management", "Early years provision", "Sixth form provision"]
HEAD = ["URN", "School name", "Region", "URN at time", "Inspection number", "Inspection start date", "Publication date"] + GRADED
HEAD += [f"Column {n}" for n in range(70 - len(HEAD))]


def days(chance, first, last):
    """When an inspection began, and when it was published."""
    start = datetime.date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))
    return [f"{day:%d/%m/%Y}" for day in (start, start + datetime.timedelta(chance.randint(20, 60)))]


def rows(count, changed):
    chance, other = random.Random(1), random.Random(2)
    newer = set(other.sample(range(count), changed))
    for n in range(count):
        name = f"St Th\u00e9r\u00e8se, No. {n}" if n % 9 == 0 else f"Oak Lane Primary School {n}"
        row = ([900000 + n, name, "North West", 900000 + n, 10000000 + n] + days(chance, 2018, 2023)
               + [chance.choice("12349") for _ in GRADED]
               + ["NULL" if c % 3 else "Community School" for c in range(70 - 14)])
        if n in newer:
            row[4:8] = [20000000 + n, *days(other, 2024, 2025), other.choice("1234")]
        yield row


def write(path, count, changed=0):
    with open(path, "w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, lineterminator="\r\n")
        out.writerow(HEAD)
        out.writerows(rows(count, changed))


if __name__ == "__main__":
    write(sys.argv[1], *map(int, sys.argv[2:]))
