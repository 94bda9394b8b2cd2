#!/usr/bin/env python3
"""What ratingwatch must tell of a table of inspections, worked out from its releases alone.

    table_events.py [--first alert|baseline] [--columns MAP.json] RELEASE.csv...

An oracle for tests: it shares nothing with the program but the rules of its contract, and is as plain as it can be. The
releases are read one after the other, each as if it were the only thing that the publisher serves on that day. One JSON object
a line, `{"release","kind","provider","framework","start","direction","late","judgements":[{"area","from","to","direction","was"}]}`, in
order of release, provider and inspection; a second line of the same inspection in one release follows the first.

MAP.json is `{"provider","number","date","published","frameworks":[{"id","from","until","areas":{AREA:[COLUMN]}}]}`, all
columns as lists of the names that they have had; without it, that of the social care providers of England.
"""
import argparse
import collections
import csv
import datetime
import json
import sys

SOCIAL_CARE = {
    'provider': ['URN'], 'number': ['Event number'], 'date': ['Inspection date'], 'published': ['Publication date'],
    'frameworks': [
        {'id': 'sccif', 'from': '2017-04-01', 'areas': {
            'overall-experiences-and-progress': ['Overall effectiveness',
                                                 'Overall experiences and progress of children and young people'],
            'helped-and-protected': ['Safeguarding children and young people',
                                     'How well children and young people are helped and protected'],
            'leaders-and-managers': ['Leadership and management', 'The effectiveness of leaders and managers'],
            'outcomes': ['Outcomes for children and young people'],
            'quality-of-care': ['Quality of care']}},
        {'id': 'social-care-before-2017', 'until': '2017-03-31', 'areas': {
            'overall-effectiveness': ['Overall effectiveness'],
            'outcomes': ['Outcomes for children and young people'],
            'quality-of-care': ['Quality of care'],
            'safeguarding': ['Safeguarding children and young people'],
            'leadership-and-management': ['Leadership and management']}},
    ],
}

GRADES = {'outstanding': 'outstanding', 'good': 'good', 'requires improvement': 'requires-improvement',
          'requires improvement to be good': 'requires-improvement', 'adequate': 'adequate', 'satisfactory': 'satisfactory',
          'inadequate': 'inadequate'}
RANKS = {'outstanding': 4, 'good': 3, 'requires-improvement': 2, 'adequate': 2, 'satisfactory': 2, 'inadequate': 1}
NO_GRADE = {'', '-', 'null', 'n/a', 'not judged', 'not applicable', 'improved effectiveness', 'sustained effectiveness',
            'declined effectiveness', 'declined in effectiveness'}
NO_NUMBER = {'', '-', 'tbc', 'tba', 'n/a', 'na', 'null', 'none', 'unknown'}
MIDDLE = {'requires-improvement', 'adequate', 'satisfactory'}   # one grade under three names


# --- one release ---------------------------------------------------------------------------------------------------------------

Row = collections.namedtuple('Row', 'provider framework number start published grades')


def plain(text):
    return ' '.join(text.split())


def day(text):
    for form in ('%d/%m/%Y', '%Y-%m-%d', '%d %B %Y', '%d %b %Y', '%d-%b-%Y', '%d-%b-%y', '%d/%m/%y'):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            pass
    raise ValueError(f'no date: {text!r}')


def number(text):
    text = text.replace(' ', '')
    return None if text.lower() in NO_NUMBER or not text.strip('0') else text


def lines(file):
    data = open(file, 'rb').read()
    try:
        text = data.decode('utf-8-sig')
    except UnicodeDecodeError:
        text = data.decode('cp1252')
    return list(csv.reader(text.splitlines(keepends=True)))


def release(file, columns):
    """The rows of a release that state a grade."""
    table = lines(file)
    known = {plain(name).lower() for name in columns['provider'] + columns['date']}
    header = next(i for i, row in enumerate(table[:9]) if len({plain(cell).lower() for cell in row} & known) > 1)
    places = {}
    for place, name in enumerate(table[header]):
        places.setdefault(plain(name).lower(), place)

    def cell(row, names):
        for name in names:
            place = places.get(plain(name).lower())
            if place is not None:
                return plain(row[place]) if place < len(row) else ''
        return ''

    rows = []
    for row in table[header + 1:]:
        if not any(cells.strip() for cells in row) or not cell(row, columns['date']):
            continue
        start, printed = day(cell(row, columns['date'])), cell(row, columns.get('published', []))
        for framework in columns['frameworks']:
            if not framework.get('from', '0') <= start.isoformat() <= framework.get('until', '9'):
                continue
            grades = {}
            for area, names in framework['areas'].items():
                words = cell(row, names).lower()
                if words not in NO_GRADE:
                    grades[area] = GRADES[words]
            published = day(printed) if printed else None
            if grades and not (published and (start - published).days > 31):
                rows.append(Row(cell(row, columns['provider']), framework['id'], number(cell(row, columns['number'])), start,
                                published, grades))
    return rows


# --- a provider ----------------------------------------------------------------------------------------------------------------

class Inspection:
    def __init__(self, row, version):
        self.row, self.version = row, version
        self.grades = dict(row.grades)
        self.told = None            # area -> (grade, from, direction), as readers know it

    def is_of(self, row, version):
        """True where the row is on this inspection: by the publisher's number, else by its day."""
        if row.framework != self.row.framework:
            return False
        if row.number and self.row.number:
            return row.number == self.row.number
        return self.version != version and abs((row.start - self.row.start).days) <= 31

    def state(self, row, version):
        self.row, self.version = row, version
        self.grades.update(row.grades)          # an emptied cell takes nothing back

    @property
    def order(self):
        return self.row.start, self.row.published or datetime.date.max


def compared(inspection, before):
    """area -> (grade, from, direction) against the inspection before."""
    found = {}
    for area, grade in inspection.grades.items():
        earlier = before.grades.get(area) if before else None
        if before is None:
            found[area] = (grade, None, 'first')
        elif earlier is None or before.row.framework != inspection.row.framework:
            found[area] = (grade, earlier, 'not-comparable')
        elif RANKS[grade] != RANKS[earlier]:
            found[area] = (grade, earlier, 'improved' if RANKS[grade] > RANKS[earlier] else 'declined')
        else:
            found[area] = (grade, earlier, 'unchanged' if grade == earlier else 'not-comparable')
    for area, earlier in (before.grades if before else {}).items():
        if area not in inspection.grades:
            found[area] = (None, earlier, 'no-longer-graded')
    return found


def direction(directions, is_correction=False):
    found = set(directions)
    if {'improved', 'declined'} <= found:
        return 'mixed'
    for one in ('improved', 'declined'):
        if one in found:
            return one
    return 'unchanged' if 'unchanged' in found and not is_correction else 'none'


def is_other(told, now):
    return told != now and not (told in MIDDLE and now in MIDDLE)


class Provider:
    def __init__(self, name):
        self.name, self.inspections = name, []

    def state(self, rows, version):
        """What a release says; nearest day first, so that each of two inspections close together gets its own."""
        same = [(abs((row.start - known.row.start).days), i, known) for i, row in enumerate(rows)
                for known in self.inspections if known.is_of(row, version)]
        found, taken = {}, set()
        for _, i, known in sorted(same, key=lambda pair: pair[:2]):
            if i not in found and id(known) not in taken:
                found[i] = known
                taken.add(id(known))
        for i, row in enumerate(rows):
            if i in found:
                found[i].state(row, version)
            else:
                self.inspections.append(Inspection(row, version))

    def news(self, release, is_silent):
        """What is to be told now; all of it is known afterwards."""
        line = sorted(self.inspections, key=lambda inspection: inspection.order)
        events = []
        for place, inspection in enumerate(line):
            now = compared(inspection, line[place - 1] if place else None)
            told = inspection.told
            if told is None:
                late = any(later.told is not None for later in line[place + 1:])
                events.append(self.event(release, inspection, now, late=late))
            else:
                was = {area: grade for area, (grade, _, _) in told.items()
                       if grade and is_other(grade, (now.get(area) or (None,))[0])}
                added = {area for area, (grade, _, _) in now.items() if grade and not (told.get(area) or (None,))[0]}
                if was:
                    events.append(self.event(release, inspection, now, was=was, counted=set(was) | added))
                elif added:
                    events.append(self.event(release, inspection, {area: now[area] for area in added}))
            inspection.now = now
        for inspection in line:
            inspection.told = inspection.now
        return [] if is_silent else events

    def event(self, release, inspection, now, late=False, was=None, counted=None):
        if late:
            now = {area: (grade, None, None) for area, (grade, _, _) in now.items() if grade}
        whole = direction((d for area, (_, _, d) in now.items() if counted is None or area in counted), was is not None)
        kind = 'rating-corrected' if was else 'inspection-published' if whole in ('unchanged', 'none') else 'rating-changed'
        return {
            'release': release, 'kind': kind, 'provider': self.name, 'framework': inspection.row.framework,
            'start': inspection.row.start.isoformat(), 'direction': whole, 'late': late,
            'judgements': [{'area': area, 'from': before, 'to': grade, 'direction': d, 'was': (was or {}).get(area)}
                           for area, (grade, before, d) in sorted(now.items())]}


def events(files, columns=None, first='alert'):
    providers = {}
    for place, file in enumerate(files):
        rows = collections.defaultdict(list)
        for row in release(file, columns or SOCIAL_CARE):
            rows[row.provider].append(row)
        for name in sorted(rows):
            provider = providers.setdefault(name, Provider(name))
            provider.state(rows[name], place)
            yield from provider.news(place, is_silent=place == 0 and first == 'baseline')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('releases', nargs='+')
    parser.add_argument('--first', choices=['alert', 'baseline'], default='alert', help='what the first release is')
    parser.add_argument('--columns', type=argparse.FileType(), help='the columns, as JSON')
    options = parser.parse_args()
    columns = json.load(options.columns) if options.columns else None
    for event in events(options.releases, columns, options.first):
        print(json.dumps(event))


if __name__ == '__main__':
    sys.exit(main())
