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

    private var counts: [ReportMutation.Kind: [Result: Int]] = [:]
    private(set) var wrong: [String] = []
    /// What was left in doubt, and why.
    private(set) var inDoubt: [String] = []

    var right: Int { counts.values.reduce(0) { $0 + ($1[.right] ?? 0) } }

    mutating func add(_ kind: ReportMutation.Kind, _ outcome: Outcome, truth: [String: String], name: String) {
        let mistaken = outcome.judgements.filter { truth[$0.area] != $0.grade }
        let result: Result =
            !mistaken.isEmpty
            ? .wrong
            : outcome.result == .doubtful ? .doubtful : outcome.judgements.count == truth.count ? .right : .ungraded
        counts[kind, default: [:]][result, default: 0] += 1
        if result == .wrong { wrong.append("\(name): \(mistaken) \(outcome.doubts)") }
        if result == .doubtful { inDoubt.append("\(name): \(outcome.doubts.joined(separator: " | "))") }
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
        for kind in ReportMutation.Kind.allCases {
            let results = counts[kind] ?? [:]
            total.merge(results, uniquingKeysWith: +)
            lines.append(MutationScore.line(kind.rawValue, Result.allCases.map { String(results[$0] ?? 0) }))
        }
        lines.append(MutationScore.line("all", Result.allCases.map { String(total[$0] ?? 0) }))
        return lines.joined(separator: "\n")
    }

    private static func line(_ name: String, _ columns: [String]) -> String {
        columns.reduce(name + String(repeating: " ", count: 18 - name.count)) { line, column in
            line + String(repeating: " ", count: 10 - column.count) + column
        }
    }
}
