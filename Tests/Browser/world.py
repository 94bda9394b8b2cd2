#!/usr/bin/env python3
"""Fills a record for the browser: world.py RATINGWATCH FOLDER. Prints the path of its configuration.

A table of councils in nine regions is polled, then some of them are inspected again; one has a hostile name, one a very long one.
"""
import os
import random
import subprocess
import sys

program, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
regions = ["North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England", "London",
           "South East", "South West"]
grades = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
towns = ("Ashby Barford Calder Denholme Elmstead Fairford Garth Hadleigh Ilminster Jarrow Kelso Langport Malton Norbury Otley Penrith "
         "Quorn Ripon Selby Tring Ulverston Ventnor Wem Yarm").split()
dice = random.Random(7)
councils = [[f"9{number:04}", f"{town} {kind}".strip(), regions[(number * 7) % 9]]
            for number, (town, kind) in enumerate((town, kind) for kind in ["", "East", "West", "and Vale", "Forest"] for town in towns)]
councils[0][1] = '<script>document.title="broken"</script> "Ash" & \'By\''
councils[1][1] = "The United Metropolitan Borough and Rural District of " + "Llanfairpwllgwyngyll" * 3
councils[2][1] = "\u202eyrubraB"


def row(council, year, month, marks):
    day = f"{dice.randint(1, 28):02}/{month:02}/{year}"
    return [*council, f"{council[0]}{year}", day, *marks]


def marks():
    return [dice.choices(grades, [1, 4, 3, 1])[0] for _ in range(4)]


rows = [row(council, year, dice.randint(1, 12), marks()) for council in councils for year in (2014 + dice.randint(0, 2), 2019)]
table = os.path.join(folder, "councils.csv")
config = os.path.join(folder, "ratingwatch.yaml")
with open(config, "w", encoding="utf-8") as file:
    file.write(f"""
instance: browser
state: {folder}/state
logs: {folder}/log
http: {{per_host: {{connections: 2, interval: 0s}}, retry: {{first: 1s, most: 2s}}}}
feeds:
  - name: councils
    kind: table
    url: file://{table}
    every: 1s
    hold_changes_over: 100%
    table: {{scheme: ofsted, dates: dmy, provider_id: URN, name: Name, region: Region, framework: ilacs, number: Event, date: Date,
            areas: {{overall-effectiveness: Overall, impact-of-leaders: Leaders, help-and-protection: Help, children-in-care: Care}}}}
  - {{name: broken, kind: feed, url: 'file://{folder}/nothing.atom'}}
portfolios:
  - {{name: "Our patch", match: {{region: [North West, London]}}, area: overall-effectiveness, below: good, count: 3, within: 730d}}
operators: {{receivers: []}}
publish: {{title: The Ratings Desk, url: 'https://ratings.example.org/'}}
""")


def poll():
    import csv
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["URN", "Name", "Region", "Event", "Date", "Overall", "Leaders", "Help", "Care"])
        writer.writerows(rows)
    os.utime(table)
    done = subprocess.run([program, "run", "--once", "--config", config], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


import time
poll()
for start in range(0, 60, 15):
    time.sleep(1.3)
    rows += [row(council, 2022 + start // 15, 3 + start // 15, marks()) for council in councils[start:start + 15]]
    poll()
# What was told of one no longer holds.
time.sleep(1.3)
corrected = rows[-1]
corrected[5] = "Inadequate" if corrected[5] != "Inadequate" else "Good"
poll()
print(config)
