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
