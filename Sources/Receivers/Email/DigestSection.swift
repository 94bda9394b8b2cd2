import Inspections

/// The alerts of a digest that go one way, by provider.
struct DigestSection {
    let title: String
    /// By name, each with its alerts in the order in which they were raised.
    private let providers: [(name: String, alerts: [AlertContent])]

    /// What readers look for comes first.
    private static let titles = [
        "declined": "Declined", "mixed": "Mixed", "improved": "Improved", "unchanged": "Unchanged",
    ]
    private static let order = ["Declined", "Mixed", "Improved", "Unchanged", "Other", "For operators"]

    /// In order of importance; none is empty.
    static func sections(of alerts: [AlertContent]) -> [DigestSection] {
        let byTitle = Dictionary(grouping: alerts, by: title)
        return order.compactMap { title in
            byTitle[title].map { alerts in
                let byName = Dictionary(grouping: alerts) { $0.data.provider?.name ?? $0.data.feed ?? "" }
                return DigestSection(
                    title: title, providers: byName.sorted { $0.key < $1.key }.map { (name: $0.key, alerts: $0.value) })
            }
        }
    }

    var count: Int { providers.map(\.alerts.count).reduce(0, +) }

    var plain: String {
        "\n\(title.uppercased())\n"
            + providers.map { name, alerts in
                (name.isEmpty ? "" : "\n\(name)\n") + alerts.map(DigestSection.plain).joined()
            }.joined()
    }

    var html: String {
        "<h2>\(title)</h2>"
            + providers.map { name, alerts in
                (name.isEmpty ? "" : "<h3>\(name.escapedHTML)</h3>") + alerts.map(\.html).joined(separator: "\n")
            }.joined(separator: "\n")
    }

    private static func title(_ alert: AlertContent) -> String {
        if alert.kind.hasPrefix("operator-") { return "For operators" }
        return alert.data.direction.flatMap { titles[$0] } ?? "Other"
    }

    private static func plain(_ alert: AlertContent) -> String {
        let lines = alert.details + (alert.url.map { [$0] } ?? [])
        return "- \(alert.data.summary)\n" + lines.map { "  \($0)\n" }.joined()
    }
}
