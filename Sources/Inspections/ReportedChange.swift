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
    package let relation: AlertRelation

    package init(
        provider: Provider, framework: String?, dates: InspectionDates, title: String, url: String,
        published: CalendarDate?, seen: Date, sha256: String, basis: Basis, facts: [String: String], change: Change,
        relation: AlertRelation = AlertRelation()
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
        self.relation = relation
    }

    /// What makes two alerts the same one: provider, inspection, kind and judgements, never times or addresses of
    /// retries.
    /// `occasion` counts the alerts with the same key before this one: grades that go there, back and there again are
    /// three.
    package func contentKey(kind: AlertKind, occasion: Int = 0) -> String {
        var parts = [kind.rawValue, provider.id.text, framework ?? "-"]
        // Without a first day nothing but the document itself tells two inspections apart.
        parts.append(dates.start?.iso ?? sha256)
        parts.append(dates.end?.iso ?? "-")
        for judgement in change.judgements {
            // A correction is known by what was told and what holds now, any other by what it is compared with.
            let before = kind == .ratingCorrected ? judgement.was ?? judgement.to?.grade : judgement.from
            parts.append("\(judgement.area)=\(before ?? "-")>\(judgement.to?.grade ?? "-")")
        }
        for fact in PriorityAction.stated(facts).sorted(by: { $0.key < $1.key }) {
            parts.append("\(fact.key):\(fact.value)")
        }
        if occasion > 0 { parts.append(String(occasion)) }
        return parts.joined(separator: "|")
    }
}

extension ReportedChange {
    /// `provider` to `late`, in the order of the contract's example.
    var jsonMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("provider", provider.json),
            .init("inspection", dates.json(framework: framework)),
            .init(
                "publication",
                .object([
                    .init("title", .string(title)),
                    .init("url", .string(url)),
                    .init("published", .string(orNull: published?.iso)),
                    .init("seen", .string(seen.iso8601)),
                    .init("sha256", .string(sha256)),
                ])),
            .init("judgements", .array(change.judgements.map(\.json))),
        ]
        if !facts.isEmpty {
            members.append(
                .init(
                    "facts",
                    .object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })))
        }
        members += [.init("basis", .string(basis.rawValue)), .init("late", .bool(change.late))] + relation.jsonMembers
        return members
    }
}

/// Names the inspection that a grade was compared with.
package struct PreviousInspection: Hashable, Codable, Sendable {
    package let start: CalendarDate?
    package let url: String?

    package init(start: CalendarDate?, url: String?) {
        self.start = start
        self.url = url
    }
}

/// What an alert on one inspection changes for another: another grade to compare with, or another direction.
package struct Consequence: Hashable, Codable, Sendable {
    package struct Comparison: Hashable, Codable, Sendable {
        package let from: String?
        package let direction: Direction?

        package init(from: String?, direction: Direction?) {
            self.from = from
            self.direction = direction
        }
    }

    package let framework: String
    package let dates: InspectionDates
    package let area: String
    package let told: Comparison
    package let now: Comparison
    /// The alert that told otherwise; `nil` where readers knew it from a baseline.
    package let alert: String?

    package init(
        framework: String, dates: InspectionDates, area: String, told: Comparison, now: Comparison, alert: String?
    ) {
        self.framework = framework
        self.dates = dates
        self.area = area
        self.told = told
        self.now = now
        self.alert = alert
    }

    var json: JSONValue {
        .object([
            .init("inspection", dates.json(framework: framework)), .init("area", .string(area)),
            .init("told", Consequence.json(told)), .init("now", Consequence.json(now)),
            .init("alert", .string(orNull: alert)),
        ])
    }

    private static func json(_ comparison: Comparison) -> JSONValue {
        .object([
            .init("from", .string(orNull: comparison.from)),
            .init("direction", .string(orNull: comparison.direction?.rawValue)),
        ])
    }
}
