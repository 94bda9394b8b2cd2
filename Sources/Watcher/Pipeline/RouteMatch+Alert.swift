import Inspections

extension RouteMatch {
    /// True where every list that asks something finds it in the alert.
    func matches(_ alert: Alert) -> Bool {
        let provider = alert.report?.provider
        return RouteMatch.allows(kinds, alert.kind.rawValue)
            && RouteMatch.allows(directions, alert.direction.rawValue)
            && RouteMatch.allows(feeds, alert.feed)
            && RouteMatch.allows(regions, provider?.region)
            && RouteMatch.allows(frameworks, alert.report?.framework)
            && matches(provider)
            && matchesJudgement(of: alert)
    }

    /// A provider is named by its id, its number or its name.
    private func matches(_ provider: Provider?) -> Bool {
        if providers.isEmpty { return true }
        guard let provider else { return false }
        return providers.contains {
            $0 == provider.name || ProviderID($0) == provider.id || ProviderID(urn: $0) == provider.id
        }
    }

    private func matchesJudgement(of alert: Alert) -> Bool {
        if areas.isEmpty, from.isEmpty, to.isEmpty { return true }
        return alert.report?.change.judgements.contains { judgement in
            RouteMatch.allows(areas, judgement.area) && RouteMatch.allows(from, judgement.from)
                && RouteMatch.allows(to, judgement.to?.grade)
        } ?? false
    }

    private static func allows(_ asked: [String], _ value: String?) -> Bool {
        if asked.isEmpty { return true }
        guard let value else { return false }
        return asked.contains(value)
    }
}
