#!/usr/bin/env python3
"""What it costs to record and tell of members of one portfolio that change in one poll.

Usage: portfolio.py PROGRAM FOLDER MEMBERS CHANGED; the members are all the schools of one table. Prints the CPU seconds of the
same poll without a portfolio and with one.
"""
import datetime
import http.server
import os
import sys
import threading
import time

import schools
import tables

PORTFOLIO = """portfolios:
  - {{name: ours, match: {{providers_file: {folder}/ours.txt}}, area: overall-effectiveness, below: good, count: 3, within: {days}d}}
"""


def main():
    program, folder = sys.argv[1:3]
    members, changed = map(int, sys.argv[3:])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), tables.Table)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Nobody counts in the first release, whose inspections are older.
    days = (datetime.date.today() - datetime.date(2024, 1, 1)).days + 1
    spent = {}
    for name in ("without", "with"):
        work = f"{folder}/{name}"
        os.makedirs(work)
        schools.write(f"{work}/first.csv", members)
        schools.write(f"{work}/second.csv", members, changed)
        with open(f"{work}/ours.txt", "w", encoding="utf-8") as file:
            file.writelines(f"{900000 + n}\n" for n in range(members))
        text = tables.CONFIGURATION.format(folder=work, port=server.server_address[1])
        # Changes of all of them are wanted here, and told.
        loud = text.replace("every: 1s", "every: 1s\n    hold_changes_over: 100%\n    first_poll: alert")
        portfolio = PORTFOLIO.format(folder=work, days=days) if name == "with" else ""
        for file, content in (("first.yaml", text + portfolio), ("second.yaml", loud + portfolio)):
            with open(f"{work}/{file}", "w", encoding="utf-8") as out:
                out.write(content)
        tables.Table.path_of_table = f"{work}/first.csv"
        tables.poll(program, f"{work}/first.yaml")
        time.sleep(1.2)
        tables.Table.path_of_table = f"{work}/second.csv"
        spent[name], memory = tables.poll(program, f"{work}/second.yaml")
        with open(f"{work}/log/alerts.jsonl", encoding="utf-8") as file:
            alerts = sum(1 for _ in file)
        if alerts != changed + (name == "with"):
            sys.exit(f"{alerts} alerts on {changed} changed members")
        print(f"{changed} of {members} rows changed, {name} a portfolio of all: {spent[name]:8.3f} CPU s   {memory:6.1f} MB resident   "
              f"{alerts} alerts", flush=True)


main()
