package import Foundation

/// The report behind a reader's alert: who, which inspection, where published, and what changed.
package struct ReportedChange: Hashable, Codable, Sendable {
    package let provider: Provider
    /// Framework id; `nil` for a letter.
    package let framework: String?
    package let dates: InspectionDates
    package let title: String
    /// The address as listed, before redirects.
    package let url: String
    /// The listing's London date.
    package let published: CalendarDate?
    package let seen: Date
    package let sha256: String
    package let basis: Basis
    package let facts: [String: String]
    package let change: Change

    package init(
        provider: Provider, framework: String?, dates: InspectionDates, title: String, url: String,
        published: CalendarDate?, seen: Date, sha256: String, basis: Basis, facts: [String: String], change: Change
    ) {
        self.provider = provider
        self.framework = framework
        self.dates = dates
        self.title = title
        self.url = url
        self.published = published
        self.seen = seen
        self.sha256 = sha256
        self.basis = basis
        self.facts = facts
        self.change = change
    }

    /// What makes two alerts the same one: provider, inspection, kind and judgements, never times or addresses of retries.
    /// `occasion` tells one correction from an equal one later: grades that go there, back and there again are three.
    package func contentKey(kind: AlertKind, occasion: Int = 0) -> String {
        var parts = [kind.rawValue, provider.id.text, framework ?? "-"]
        // Without a first day nothing but the document itself tells two inspections apart.
        parts.append(dates.start?.iso ?? sha256)
        parts.append(dates.end?.iso ?? "-")
        for judgement in change.judgements {
            parts.append("\(judgement.area)=\(judgement.from ?? "-")>\(judgement.to?.grade ?? "-")")
        }
        for fact in facts.sorted(by: { $0.key < $1.key }) { parts.append("\(fact.key):\(fact.value)") }
        if occasion > 0 { parts.append(String(occasion)) }
        return parts.joined(separator: "|")
    }
}
