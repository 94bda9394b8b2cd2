package import Inspections
import System
import YAML

/// One entry of `portfolios:`: a rule on the providers of a list.
package struct Portfolio: Sendable {
    package let rule: PortfolioRule
    /// Its list.
    package let group: ProviderGroup

    /// True for a provider of the list.
    package func includes(_ provider: Provider) -> Bool { group.includes(provider) }

    init?(_ node: YAMLNode, groups: ProviderGroups, vocabulary: KnownNames?, surroundings: Surroundings) {
        guard let mapping = node.mapping(keys: ["name", "match", "area", "below", "count", "within"]) else {
            return nil
        }
        let name = mapping.required("name")?.label()
        let match = mapping.required("match").flatMap {
            RouteMatch(
                $0, keys: RouteMatch.providerKeys, feeds: KnownFeeds([]), groups: groups, vocabulary: vocabulary,
                surroundings: surroundings)
        }
        let area = mapping.required("area")?.name(
            of: "area", known: vocabulary?.areas, many: KnownNames.inManual)
        let below = mapping.required("below")?.name(
            of: area.map { "grade of \($0)" } ?? "grade", known: vocabulary?.rankedGrades(of: area))
        let count = mapping.required("count")?.integer(in: 1...100_000)
        let within = mapping.required("within")?.duration(atLeast: 86400)
        guard let name, let match, let area, let below, let count, let within else { return nil }
        rule = PortfolioRule(name: name, area: area, below: below, count: count, days: Int(within / 86400))
        group = ProviderGroup(name: name, match: match)
        if let doubt = vocabulary?.doubt(of: rule, on: match) { node.warn(doubt) }
    }
}
