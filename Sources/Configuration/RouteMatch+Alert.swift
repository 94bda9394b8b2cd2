import Inspections

extension RouteMatch {
    /// Why the alert is not what is asked for; `nil` where every list that asks something finds it in the alert.
    package func refusal(of alert: RoutedAlert) -> String? {
        RouteMatch.refusal("kind", kinds, alert.kind.rawValue)
            ?? RouteMatch.refusal("direction", directions, alert.direction)
            ?? RouteMatch.refusal("feed", feeds, alert.feed)
            ?? RouteMatch.refusal("framework", frameworks, alert.framework)
            ?? refusal(of: alert.provider)
            ?? RouteMatch.refusal("priority action", priorityActions, alert.priorityAction)
            ?? refusalOfJudgements(of: alert)
    }

    /// Why a provider is not among those that are asked for. It is named by its id, its number or its name.
    func refusal(of provider: Provider?) -> String? {
        if let refusal = RouteMatch.refusal("region", regions, provider?.region)
            ?? RouteMatch.refusal("kind of provider", providerKinds, provider?.kind)
        {
            return refusal
        }
        if providers.isEmpty { return nil }
        guard let provider else { return "it concerns no provider" }
        return providers.contains(where: provider.names.contains)
            ? nil : "\(provider.name) is not among the providers asked for"
    }

    private func refusalOfJudgements(of alert: RoutedAlert) -> String? {
        if areas.isEmpty, from.isEmpty, to.isEmpty { return nil }
        let isFound = alert.judgements.contains { judgement in
            RouteMatch.allows(areas, judgement.area) && RouteMatch.allows(from, judgement.from)
                && RouteMatch.allows(to, judgement.to)
        }
        if isFound { return nil }
        let asked = [("area", areas), ("from", from), ("to", to)].filter { !$0.1.isEmpty }
            .map { "\($0.0) \(RouteMatch.list($0.1))" }
        return "no judgement has \(asked.joined(separator: ", "))"
    }

    private static func refusal(_ what: String, _ asked: [String], _ value: String?) -> String? {
        if allows(asked, value) { return nil }
        return "\(what) is \(value ?? "not known"), asked for is \(list(asked))"
    }

    private static func allows(_ asked: [String], _ value: String?) -> Bool {
        if asked.isEmpty { return true }
        guard let value else { return false }
        return asked.contains(value)
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: " or ") }
}
