package import Inspections

extension Outcome {
    /// One object for `extract --format json`, its keys in the fixed order.
    package func json(file: String) -> JSONValue {
        .object([
            .init("file", .string(file)), .init("sha256", .string(sha256)), .init("media", .string(media)),
            .init("result", .string(result.rawValue)), .init("framework", .string(orNull: framework)),
            .init("provider", .string(orNull: providerName)),
            .init(
                "inspection",
                .object([
                    .init("start", .string(orNull: inspection.start?.iso)),
                    .init("end", .string(orNull: inspection.end?.iso)),
                ])),
            .init("published", .string(orNull: published?.iso)),
            .init("lead_inspector", .string(orNull: leadInspector)),
            .init("facts", .object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
            .init("judgements", .array(judgements.map { $0.json(isProved: true) })),
            .init("doubts", .array(doubts.map(JSONValue.string))),
        ])
    }

    /// A few readable lines for `extract --format text`, without a line break at the end.
    package func text(file: String) -> String {
        var lines = ["\(file): \(result.rawValue)"]
        let days = [inspection.start, inspection.end].compactMap { $0?.iso }.joined(separator: " to ")
        var shown: [String] = []
        if let providerName { shown.append(providerName) }
        if let framework { shown.append(framework) }
        if !days.isEmpty { shown.append(days) }
        if let published { shown.append("published \(published.iso)") }
        if let leadInspector { shown.append("lead inspector \(leadInspector)") }
        if !shown.isEmpty { lines.append("  " + shown.joined(separator: ", ")) }
        let width = judgements.map(\.area.count).max() ?? 0
        for judgement in judgements {
            let gap = String(repeating: " ", count: width - judgement.area.count + 2)
            let place = judgement.page.map { ", page \($0)" } ?? ""
            lines.append("  \(judgement.area)\(gap)\(judgement.grade) (\"\(judgement.printed)\"\(place))")
        }
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { lines.append("  \(name): \(value)") }
        let name = result == .doubtful ? "in doubt" : "reason"
        for doubt in doubts { lines.append("  \(name): \(doubt)") }
        return lines.joined(separator: "\n")
    }
}
