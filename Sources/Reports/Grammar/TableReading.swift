import Inspections

/// All rows of one text: those of the table of grades, and those that the body repeats one by one.
struct TableReading: Sendable {
    private(set) var table: [Statement] = []
    private(set) var body: [Statement] = []
    /// Lines after the table within which another row is its rest, not the body's.
    private static let nearby = 12

    /// False where a row could not be read, so that grades may have slipped to a neighbour.
    private(set) var isIntact = true

    init(_ printed: [Line], grammar: RowGrammar, source: Statement.Source) {
        let lines = printed.flatMap(grammar.parts)
        var index = 0
        var tableEnd: Int?
        var endOfEarlier = Int.min / 2
        while index < lines.count {
            guard let first = grammar.row(in: lines, at: index, source: source) else {
                index += 1
                continue
            }
            var run = [first]
            while let last = run.last,
                let next = TableReading.next(after: last.lines.upperBound, lines, grammar, source)
            {
                run.append(next)
            }
            let end = run.last?.lines.upperBound ?? index + 1
            // Beside a grade or a label that is left over, a grade may have slipped to its neighbour.
            let isWhole =
                !TableReading.isLeftOver(lines, index - 1, -1, grammar)
                && !TableReading.isLeftOver(lines, end, 1, grammar)
            if index - endOfEarlier <= 3 || EarlierInspection.isListed(lines, at: index) {
                endOfEarlier = end
            } else if let tableEnd, index - tableEnd < TableReading.nearby, isRest(run) {
                // The rest of a table that broke: its rows may have slipped, so they are no second witness.
                table += run.map(\.statement)
                isIntact = false
            } else if table.isEmpty, run.count > 1 || TableReading.hasHeading(lines, before: index) {
                table = run.map(\.statement)
                tableEnd = end
                isIntact = isWhole
            } else if isWhole {
                body += run.map { $0.statement.said(by: .body) }
            }
            index = end
        }
    }

    /// True for rows that the table does not hold yet: the body only repeats.
    private func isRest(_ run: [RowGrammar.Row]) -> Bool {
        run.contains { row in !table.contains { $0.area == row.statement.area } }
    }

    /// The row that follows at once, or after the foot of one page and the head of the next.
    private static func next(
        after end: Int, _ lines: [Line], _ grammar: RowGrammar, _ source: Statement.Source
    ) -> RowGrammar.Row? {
        var start = end
        while start < lines.count, lines[start].isMark { start += 1 }
        if let row = grammar.row(in: lines, at: start, source: source) { return row }
        guard end > 0, end < lines.count else { return nil }
        let page = lines[end - 1].page
        guard let turn = lines[end..<min(end + 10, lines.count)].firstIndex(where: { $0.page > page }) else {
            return nil
        }
        for start in turn..<min(turn + 4, lines.count) {
            if let row = grammar.row(in: lines, at: start, source: source) { return row }
        }
        return nil
    }

    private static func isLeftOver(_ lines: [Line], _ from: Int, _ step: Int, _ grammar: RowGrammar) -> Bool {
        var index = from
        while lines.indices.contains(index), lines[index].isMark { index += step }
        return lines.indices.contains(index) && grammar.isLeftOver(lines[index])
    }

    private static func hasHeading(_ lines: [Line], before index: Int) -> Bool {
        let words = lines[max(0, index - 2)..<index].flatMap(\.words)
        return words.suffix(2) == ["judgement", "grade"] && lines[..<index].count < 60
    }
}

/// Holds the statements of all witnesses against one another: agreement is evidence, disagreement a doubt that names
/// both.
struct Witnesses: Sendable {
    private(set) var judgements: [Statement] = []
    private(set) var doubts: [String] = []
    private(set) var areasInDoubt: Set<String> = []
    /// What each place states of the areas in doubt.
    private(set) var doubted: [Statement] = []

    /// `expected`: the areas that inspections of that day judge; `readings`: the table of grades in each reading of the
    /// document, reading order first.
    init(areas: [PrintedArea], expected: Set<String>, readings: [TableReading], sentences: [Statement]) {
        let all = readings.flatMap { $0.table + $0.body } + sentences
        let contradicted = Set(all.map(\.area)).filter { area in
            Set(all.filter { $0.area == area }.map(\.grade)).count > 1
        }
        let elsewhere = (readings.flatMap(\.body) + sentences).filter(\.isExact)
        // A table that is wrong in one row proves nothing in the others by itself; a broken one does where other
        // witnesses repeat the rest of it.
        let tableHolds = readings.contains { reading in
            let repeated = reading.table.map(\.area).filter { area in elsewhere.contains { $0.area == area } }
            return !reading.table.isEmpty && (reading.isIntact || Set(repeated).count >= 2)
                && !reading.table.contains { contradicted.contains($0.area) }
        }
        // Rows that stand among the headings are taken for these: where headings contradict one another, one of them
        // proves nothing.
        let bodyHolds = contradicted.allSatisfy { area in
            Set(readings.flatMap(\.body).filter { $0.area == area }.map(\.grade)).count < 2
        }
        for area in areas {
            let stated = all.filter { $0.area == area.id }
            guard let best = stated.first else { continue }
            // What the table prints decides against the framework's dates; prose may speak of another inspection.
            guard expected.contains(area.id) || stated.contains(where: Witnesses.isRow) else { continue }
            let doubtsBefore = doubts.count
            if contradicted.contains(area.id) {
                doubt(area.id, Witnesses.disagreement(stated))
            } else if !stated.contains(where: \.isExact) {
                doubt(area.id, "its label is misprinted and nothing confirms it: \(best.evidence)")
            } else if !tableHolds, stated.allSatisfy({ $0.source == .table || $0.source == .layout }) {
                doubt(area.id, "only a table that is broken or contradicted states it: \(best.evidence)")
            } else if !tableHolds, !bodyHolds, !stated.contains(where: { $0.source == .sentence }) {
                doubt(area.id, "only a table and headings that are contradicted state it: \(best.evidence)")
            } else {
                judgements.append(best)
            }
            if doubts.count > doubtsBefore { doubted += Witnesses.distinct(stated) }
        }
    }

    private static func isRow(_ statement: Statement) -> Bool {
        statement.isExact && (statement.source == .table || statement.source == .layout)
    }

    private mutating func doubt(_ area: String, _ reason: String) {
        areasInDoubt.insert(area)
        doubts.append("\(area): \(reason)")
    }

    private static func disagreement(_ stated: [Statement]) -> String {
        distinct(stated).map { "\($0.source.rawValue) on page \($0.page) says \($0.printed.lowercased())" }
            .joined(separator: "; ")
    }

    /// Each place once.
    private static func distinct(_ stated: [Statement]) -> [Statement] {
        var seen: Set<String> = []
        return stated.filter { seen.insert("\($0.source)|\($0.page)|\($0.printed.lowercased())").inserted }
    }
}
