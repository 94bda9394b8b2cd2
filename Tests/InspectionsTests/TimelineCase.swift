import Testing

/// Statements, in whatever order they come, and the timeline that follows from them.
struct TimelineCase: Sendable, CustomTestStringConvertible {
    let name: String
    let drafts: [StatementDraft]
    /// Each inspection's first day and grades, of the council that it is about.
    let timeline: [String]
    /// The same of another provider.
    let others: [String]
    var testDescription: String { name }

    init(_ name: String, _ drafts: [StatementDraft], gives timeline: [String], others: [String] = []) {
        self.name = name
        self.drafts = drafts
        self.timeline = timeline
        self.others = others
    }
}

extension StatementDraft {
    private static let areas = [
        "overall": "overall-effectiveness", "help": "help-and-protection", "lscb": "lscb-effectiveness",
    ]

    /// As the cases write them, and none else: `overall=good help=outstanding`.
    mutating func setGrades(_ words: String) {
        grades = [:]
        for word in words.split(separator: " ") {
            let parts = word.split(separator: "=").map(String.init)
            grades[StatementDraft.areas[parts[0]] ?? parts[0]] = parts[1]
        }
    }
}
