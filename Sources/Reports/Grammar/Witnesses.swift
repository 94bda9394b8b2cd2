import Inspections

/// Holds the statements of all witnesses against one another: agreement is evidence, disagreement a doubt that names both.
struct Witnesses: Sendable {
    private(set) var judgements: [Statement] = []
    private(set) var doubts: [String] = []
    private(set) var areasInDoubt: Set<String> = []
    /// What each place states of the areas in doubt.
    private(set) var doubted: [Statement] = []

    /// `expected`: the areas that inspections of that day judge; `readings`: the table of grades in each reading of the document, reading order first.
    init(areas: [PrintedArea], expected: Set<String>, readings: [TableReading], sentences: [Statement]) {
        let all = readings.flatMap { $0.table + $0.body } + sentences
        let contradicted = Set(all.map(\.area)).filter { area in
            Set(all.filter { $0.area == area }.map(\.grade)).count > 1
        }
        let elsewhere = (readings.flatMap(\.body) + sentences).filter(\.isExact)
        // A table that is wrong in one row proves nothing in the others by itself; a broken one does where other witnesses repeat the rest of it.
        let tableHolds = readings.contains { reading in
            let repeated = reading.table.map(\.area).filter { area in elsewhere.contains { $0.area == area } }
            return !reading.table.isEmpty && (reading.isIntact || Set(repeated).count >= 2)
                && !reading.table.contains { contradicted.contains($0.area) }
        }
        // Rows that stand among the headings are taken for these: where headings contradict one another, one of them proves nothing.
        let bodyHolds = contradicted.allSatisfy { area in
            Set(readings.flatMap(\.body).filter { $0.area == area }.map(\.grade)).count < 2
        }
        for area in areas {
            let stated = all.filter { $0.area == area.id }
            guard let best = stated.first else { continue }
            // What is printed decides against the framework's dates, where it is printed in two places.
            guard expected.contains(area.id) || Witnesses.isPrintedTwice(stated) else { continue }
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

    private static func isPrintedTwice(_ stated: [Statement]) -> Bool {
        let isInTable = stated.contains { $0.source == .table || $0.source == .layout }
        return isInTable && stated.contains { $0.isExact && ($0.source == .body || $0.source == .sentence) }
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
