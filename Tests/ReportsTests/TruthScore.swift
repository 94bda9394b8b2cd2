import Inspections

/// Counts fields right, wrong and left in doubt, per framework.
struct TruthScore: Sendable {
    private(set) var right: [String: Int] = [:]
    private(set) var wrong: [String] = []
    private(set) var inDoubt: [String] = []
    private var wrongCounts: [String: Int] = [:]
    private var doubtCounts: [String: Int] = [:]

    init() {}

    init(_ document: TruthRow, _ outcome: Outcome) {
        var read = [
            "provider": outcome.providerName ?? "", "urn": outcome.providerURN ?? "",
            "framework": outcome.framework ?? "", "start": outcome.inspection.start?.iso ?? "",
            "end": outcome.inspection.end?.iso ?? "", "lead inspector": outcome.leadInspector ?? "",
            "priority action": outcome.facts["priority_action"] ?? "",
        ]
        // A letter's own date is no field of the truth; a report's is.
        if document.kind == "reports.csv" { read["published"] = outcome.published?.iso ?? "" }
        for judgement in outcome.judgements { read["grade \(judgement.area)"] = judgement.grade }
        let known = document.fields
        for name in Set(known.keys).union(read.keys) {
            let wanted = known[name] ?? ""
            let found = read[name] ?? ""
            let line = "\(document.path): \(name): read \"\(found)\", stated \"\(wanted)\""
            if found == wanted {
                if !wanted.isEmpty { right[document.framework, default: 0] += 1 }
            } else if found.isEmpty, outcome.result == .doubtful {
                doubtCounts[document.framework, default: 0] += 1
                inDoubt.append(line)
            } else {
                wrongCounts[document.framework, default: 0] += 1
                wrong.append(line)
            }
        }
        let expected: Outcome.Result = document.kind == "letters.csv" ? .ungraded : .graded
        if outcome.result != expected {
            inDoubt.append("\(document.path): \(outcome.result.rawValue): \(outcome.doubts.joined(separator: "; "))")
        }
    }

    mutating func add(_ other: TruthScore) {
        right.merge(other.right, uniquingKeysWith: +)
        wrongCounts.merge(other.wrongCounts, uniquingKeysWith: +)
        doubtCounts.merge(other.doubtCounts, uniquingKeysWith: +)
        wrong += other.wrong
        inDoubt += other.inDoubt
    }

    /// One line per framework.
    var table: String {
        var lines = ["framework     right  wrong  in doubt"]
        for name in Set(right.keys).union(wrongCounts.keys).union(doubtCounts.keys).sorted() {
            let columns = [(right[name] ?? 0, 7), (wrongCounts[name] ?? 0, 7), (doubtCounts[name] ?? 0, 10)]
            let numbers = columns.map { TruthScore.padded(String($0.0), $0.1) }.joined()
            lines.append(name + String(repeating: " ", count: max(0, 12 - name.count)) + numbers)
        }
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
