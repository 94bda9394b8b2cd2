import Inspections

/// Counts what damaged reports gave, per kind of damage.
struct MutationScore: Sendable {
    enum Result: String, CaseIterable {
        case right
        case doubtful
        /// Grades are missing, and nothing says that they are.
        case ungraded
        case wrong
    }

    /// Its kinds of damage, in the order of the table.
    private let kinds: [String]
    private var counts: [String: [Result: Int]] = [:]
    private(set) var wrong: [String] = []
    /// What was left in doubt, and why.
    private(set) var inDoubt: [String] = []

    init(_ kinds: [String]) { self.kinds = kinds }

    var right: Int { counts.values.reduce(0) { $0 + ($1[.right] ?? 0) } }
    var all: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

    mutating func add(_ kind: ReportMutation.Kind, _ outcome: Outcome, truth: [String: String], name: String) {
        let mistaken = outcome.judgements.filter { truth[$0.area] != $0.grade }
        let result: Result =
            !mistaken.isEmpty
            ? .wrong
            : outcome.result == .doubtful ? .doubtful : outcome.judgements.count == truth.count ? .right : .ungraded
        add(kind.rawValue, result, "\(name): \(mistaken) \(outcome.doubts.joined(separator: " | "))")
    }

    /// A report whose name or sentences were damaged: it must be what it was, of the same provider; who is inspected
    /// may be left to the listing.
    mutating func add(_ kind: TitleMutation.Kind, _ outcome: Outcome, undamaged: Outcome, name: String) {
        let truth = GradeTableTests.grades(undamaged)
        let grades = GradeTableTests.grades(outcome)
        let isWrong =
            grades.contains { truth[$0.key] != $0.value }
            || (outcome.result == .graded && outcome.framework != undamaged.framework)
            || (outcome.providerURN != nil && outcome.providerURN != undamaged.providerURN)
            || (outcome.result == .ungraded && undamaged.result == .graded)
        let isRead =
            grades == truth && outcome.result == undamaged.result && outcome.inspection == undamaged.inspection
        let result: Result = isWrong ? .wrong : isRead ? .right : outcome.result == .doubtful ? .doubtful : .ungraded
        add(kind.rawValue, result, "\(name): \(outcome.result) \(outcome.doubts.joined(separator: " | "))")
    }

    private mutating func add(_ kind: String, _ result: Result, _ note: String) {
        counts[kind, default: [:]][result, default: 0] += 1
        if result == .wrong { wrong.append(note) }
        if result == .doubtful || result == .ungraded { inDoubt.append(note) }
    }

    mutating func add(_ other: MutationScore) {
        for (kind, results) in other.counts { counts[kind, default: [:]].merge(results, uniquingKeysWith: +) }
        wrong += other.wrong
        inDoubt += other.inDoubt
    }

    /// One line per kind of damage, and one for all.
    var table: String {
        var total: [Result: Int] = [:]
        var lines = [MutationScore.line("damage", Result.allCases.map(\.rawValue))]
        for kind in kinds {
            let results = counts[kind] ?? [:]
            total.merge(results, uniquingKeysWith: +)
            lines.append(MutationScore.line(kind, Result.allCases.map { String(results[$0] ?? 0) }))
        }
        lines.append(MutationScore.line("all", Result.allCases.map { String(total[$0] ?? 0) }))
        return lines.joined(separator: "\n")
    }

    private static func line(_ name: String, _ columns: [String]) -> String {
        columns.reduce(name + String(repeating: " ", count: max(0, 20 - name.count))) { line, column in
            line + String(repeating: " ", count: 10 - column.count) + column
        }
    }
}
