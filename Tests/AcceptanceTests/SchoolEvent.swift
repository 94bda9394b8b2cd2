/// What a reader hears of one school in one month.
struct SchoolEvent: Hashable, Comparable, CustomStringConvertible {
    let urn: String
    let kind: String
    let start: String?
    /// `area: grade direction`, sorted.
    let judgements: [String]
    let outcome: String?

    init(urn: String, kind: String, start: String?, judgements: [String], outcome: String?) {
        self.urn = urn
        self.kind = kind
        self.start = start
        self.judgements = judgements
        self.outcome = outcome
    }

    init(_ alert: SeenAlert) {
        urn = alert.data.provider?.id.replacing("ofsted:", with: "") ?? ""
        kind = alert.kind
        outcome = alert.data.facts?["outcome"]
        start = outcome == nil ? alert.data.inspection?.start : nil
        // That the new framework has other areas is no news of a school's.
        judgements = (alert.data.judgements ?? []).filter { $0.to != nil }
            .map { "\($0.area): \($0.to ?? "") \($0.direction ?? "")" }.sorted()
    }

    var description: String { "\(urn) \(kind) \(start ?? "") \(judgements) \(outcome ?? "")" }

    static func < (a: SchoolEvent, b: SchoolEvent) -> Bool { a.description < b.description }
}
