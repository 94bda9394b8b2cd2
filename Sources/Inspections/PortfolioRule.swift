/// When readers hear of a whole list of providers: "the third of these below good within a year". Pure.
package struct PortfolioRule: Hashable, Codable, Sendable {
    package let name: String
    /// Area id.
    package let area: String
    /// Grade id: what ranks lower on the same scale counts.
    package let below: String
    /// It holds where at least so many providers count.
    package let count: Int
    /// Inspections that began so many days before today, or earlier, do not count.
    package let days: Int

    package init(name: String, area: String, below: String, count: Int, days: Int) {
        self.name = name
        self.area = area
        self.below = below
        self.count = count
        self.days = days
    }

    /// The grades that count in a framework.
    package func grades(of framework: Framework) -> [String] {
        guard framework.area(area) != nil, let least = framework.scale.ranks[below] else { return [] }
        return framework.scale.ranks.filter { $0.value < least }.map(\.key)
    }

    /// The first day of the inspections that count.
    package func firstDay(before today: CalendarDate) -> CalendarDate {
        CalendarDate(daysSinceEpoch: today.daysSinceEpoch - days + 1) ?? .distantPast
    }
}

/// A portfolio rule that holds from now on, with the providers that make it hold.
package struct PortfolioCrossing: Hashable, Codable, Sendable {
    package let rule: PortfolioRule
    /// By the first day of their inspections, then by id.
    package let members: [PortfolioMember]

    package init(rule: PortfolioRule, members: [PortfolioMember]) {
        self.rule = rule
        self.members = members.sorted {
            ($0.dates.start ?? .distantFuture, $0.provider.id) < ($1.dates.start ?? .distantFuture, $1.provider.id)
        }
    }

    /// What makes two alerts the same one; `occasion` tells a rule that holds anew from the time before.
    package func contentKey(occasion: Int) -> String {
        let asked = [rule.name, rule.area, rule.below, String(rule.count), String(rule.days)]
        let found = members.map { "\($0.provider.id.text)=\($0.grade)@\($0.dates.start?.iso ?? "-")" }
        return ([AlertKind.portfolio.rawValue] + asked + found + [String(occasion)]).joined(separator: "|")
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        [
            .init(
                "portfolio",
                .object([
                    .init("name", .string(rule.name)), .init("area", .string(rule.area)),
                    .init("below", .string(rule.below)), .init("count", .int(rule.count)),
                    .init("within_days", .int(rule.days)),
                ])),
            .init("providers", .array(members.map(PortfolioCrossing.json))),
        ]
    }

    private static func json(_ member: PortfolioMember) -> JSONValue {
        .object([
            .init("id", .string(member.provider.id.text)), .init("name", .string(member.provider.name)),
            .init("kind", .string(member.provider.kind)), .init("grade", .string(member.grade)),
            .init("inspection", member.dates.json(framework: member.framework)),
            .init("url", .string(orNull: member.url)),
        ])
    }
}

/// What a portfolio rule makes of a new statement on one of its providers.
package enum PortfolioDecision: Hashable, Sendable {
    /// The rule holds from now on.
    case holds(PortfolioCrossing)
    /// Its grade is not below, is not given, or is too old.
    case doesNotCount
    /// It counted already, by an earlier grade.
    case countedBefore
    case tooFew(Int, of: Int)
    /// As many as are asked for counted already without it.
    case heldBefore

    package var crossing: PortfolioCrossing? {
        if case .holds(let crossing) = self { crossing } else { nil }
    }

    /// The named reason that `explain` gives.
    package var reason: String {
        switch self {
        case .holds(let crossing): "holds-now: \(crossing.members.count) of \(crossing.rule.count)"
        case .doesNotCount: "does-not-count"
        case .countedBefore: "counted-before"
        case .tooFew(let counted, let asked): "too-few: \(counted) of \(asked)"
        case .heldBefore: "held-before"
        }
    }
}

/// A provider that counts for a portfolio rule, with the inspection that it counts by.
package struct PortfolioMember: Hashable, Codable, Sendable {
    package let provider: Provider
    /// Grade id.
    package let grade: String
    /// Framework id.
    package let framework: String
    package let dates: InspectionDates
    /// Address of the report as listed.
    package let url: String?

    package init(provider: Provider, grade: String, framework: String, dates: InspectionDates, url: String?) {
        self.provider = provider
        self.grade = grade
        self.framework = framework
        self.dates = dates
        self.url = url
    }
}
