extension ChangeSummary {
    /// Who is named in a sentence; the alert's data has all.
    private static let mostNames = 10

    /// `our-schools: 2 providers are below good in overall effectiveness, inspected within 365 days: Kent (inadequate, …)`.
    package func sentence(of crossing: PortfolioCrossing) -> String {
        let rule = crossing.rule
        let framework = crossing.members.last?.framework ?? ""
        let names = crossing.members.prefix(ChangeSummary.mostNames).map { member in
            let day = member.dates.start.map { ", \($0.iso)" } ?? ""
            return "\(member.provider.name) (\(gradeName(member.grade, member.framework))\(day))"
        }
        let others = crossing.members.count - names.count
        return
            "\(rule.name): \(crossing.members.count == 1 ? "1 provider is" : "\(crossing.members.count) providers are")"
            + " below \(gradeName(rule.below, framework)) in \(areaName(rule.area, framework)), inspected within "
            + "\(rule.days) days: " + names.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    }
}
