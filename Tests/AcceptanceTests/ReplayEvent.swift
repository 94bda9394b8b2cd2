/// An event in the form in which what came and what was expected are held against each other.
struct ReplayEvent: Hashable, Comparable, CustomStringConvertible {
    let published: String
    let provider: String
    let file: String
    let kind: String
    /// `area: from -> to direction`, sorted.
    let judgements: [String]

    init(_ alert: SeenAlert) {
        published = alert.data.publication?.published ?? ""
        provider = alert.data.provider?.id ?? ""
        file = String(alert.data.publication?.url.split(separator: "/").last ?? "")
        kind = alert.kind
        judgements = (alert.data.judgements ?? []).map {
            "\($0.area): \($0.from ?? "-") -> \($0.to ?? "-") \($0.direction ?? "-")"
        }.sorted()
    }

    init(_ event: ExpectedEvent) {
        published = event.published
        provider = "ofsted:" + event.urn
        file = String(event.file_id)
        kind = event.kind == "rating-change" ? "rating-changed" : "inspection-published"
        judgements = event.judgements.map {
            "\($0.area): \($0.from ?? "-") -> \($0.grade ?? "-") \($0.direction ?? "-")"
        }.sorted()
    }

    var description: String { "\(published) \(provider) \(file) \(kind) \(judgements)" }

    static func < (a: ReplayEvent, b: ReplayEvent) -> Bool { (a.published, a.file) < (b.published, b.file) }
}
