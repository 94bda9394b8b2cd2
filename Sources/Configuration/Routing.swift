import Foundation
package import Inspections
import System
import YAML

/// Decides who gets an alert, and says why. Pure.
package struct Routing: Sendable {
    package struct Decision: Sendable, Hashable {
        /// One for each route, in the order of the configuration; then for those that it has no longer and that owe it.
        package let decisions: [RouteDecision]
        /// Names of receivers, each once.
        package let receivers: [String]

        /// Names of the routes that took it.
        package var routes: [String] { decisions.filter(\.took).map(\.route) }
    }

    let routes: [RouteConfiguration]
    let operators: [String]

    package init(routes: [RouteConfiguration], operators: [String]) {
        self.routes = routes
        self.operators = operators
    }

    /// True where a route asks for it, whatever is silenced: a notice that nobody wants is not raised.
    package func hasReaders(_ alert: Alert) -> Bool {
        let routed = RoutedAlert(alert)
        return routes.contains { $0.refusal(of: routed) == nil }
    }

    /// Operators' alerts go to the operators' receivers alone, readers' alerts along every route that matches, and what
    /// is silenced goes nowhere. `owed`: the routes that took what the alert takes back, or what was told of the report
    /// that it says is gone or back, each with the receivers that were given that; these take it whatever they ask for,
    /// so that whoever was told something hears what has become of it.
    package func route(_ alert: RoutedAlert, silences: [Silence] = [], owed: [String: Set<String>] = [:]) -> Decision {
        let names = alert.kind.isForOperators ? ["operators"] : routes.map(\.name)
        if let silence = silences.first(where: { $0.holds(at: alert.time) && $0.match.refusal(of: alert) == nil }) {
            return Decision(
                decisions: names.map {
                    RouteDecision(route: $0, took: false, reason: silence.reason, isSilenced: true)
                }, receivers: [])
        }
        if alert.kind.isForOperators {
            let decision = RouteDecision(route: "operators", took: !operators.isEmpty, reason: "it is for operators")
            return Decision(decisions: [decision], receivers: operators)
        }
        let debt =
            alert.kind.isOnPresence
            ? "the route took what was told of this report" : "it takes back what the route took"
        var decisions: [RouteDecision] = []
        var receivers: [String] = []
        var stoppedBy: String?
        for route in routes {
            let refusal = stoppedBy.map { "the route \($0) stops there" } ?? route.refusal(of: alert)
            let isOwed = refusal != nil && owed.keys.contains(route.name)
            let took = refusal == nil || isOwed
            let reason = isOwed ? debt : refusal ?? "it is what the route asks for"
            decisions.append(RouteDecision(route: route.name, took: took, reason: reason))
            if took { receivers += route.receivers.filter { !receivers.contains($0) } }
            if refusal == nil, route.stop { stoppedBy = route.name }
        }
        // A route that has another name now, or none any more, led to those that it led to.
        let led = Set(routes.flatMap(\.receivers))
        for (route, given) in owed.sorted(by: { $0.key < $1.key }) where !names.contains(route) {
            let still = given.intersection(led).sorted()
            if still.isEmpty { continue }
            decisions.append(
                RouteDecision(route: route, took: true, reason: "\(debt), and is configured no more"))
            receivers += still.filter { !receivers.contains($0) }
        }
        return Decision(decisions: decisions, receivers: receivers)
    }
}

/// One entry of `routes:`.
package struct RouteConfiguration: Sendable {
    package let name: String
    package let receivers: [String]
    package let match: RouteMatch
    /// True where no later route is asked once this one has matched.
    package let stop: Bool
    /// Days after which its readers hear of a provider that could not be checked; `nil` where they do not.
    package let uncheckedDays: Int?

    package init(
        name: String, receivers: [String], match: RouteMatch = RouteMatch(), stop: Bool = false,
        uncheckedDays: Int? = nil
    ) {
        self.uncheckedDays = uncheckedDays
        self.name = name
        self.receivers = receivers
        self.match = match
        self.stop = stop
    }

    /// The same with other receivers.
    func leading(to receivers: [String]) -> RouteConfiguration {
        RouteConfiguration(name: name, receivers: receivers, match: match, stop: stop, uncheckedDays: uncheckedDays)
    }

    init?(
        _ node: YAMLNode, receivers known: [String], feeds: KnownFeeds, groups: ProviderGroups, vocabulary: KnownNames?,
        surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: ["name", "receivers", "match", "stop", "unchecked_after"]) else {
            return nil
        }
        let name = mapping.required("name")?.label()
        let receivers = mapping.required("receivers")
        match =
            mapping["match"].flatMap {
                RouteMatch($0, feeds: feeds, groups: groups, vocabulary: vocabulary, surroundings: surroundings)
            } ?? RouteMatch()
        stop = mapping["stop"]?.boolean() ?? false
        uncheckedDays = mapping["unchecked_after"]?.duration(atLeast: 86400).map { Int($0 / 86400) }
        if uncheckedDays != nil, !match.namesProviders {
            mapping["unchecked_after"]?.problem(
                "tells of providers that the route names: add provider, providers_file or group to its match")
        }
        RouteConfiguration.warnOfKinds(match, uncheckedDays, mapping)
        if receivers?.isEmptyList == true, !stop {
            receivers?.problem(
                "names no receiver, so the route does nothing; name one, or add stop: true to keep what it matches from "
                    + "later routes")
        }
        guard let name, let receivers else { return nil }
        self.name = name
        self.receivers = receivers.names(of: "receiver", known: known)
    }

    /// Kinds of alert that the route asks for and never gets, or that it would tell of and does not ask for.
    private static func warnOfKinds(_ match: RouteMatch, _ uncheckedDays: Int?, _ mapping: YAMLMapping) {
        let node = mapping["match"]?.member("kind")
        let forOperators = match.kinds.filter { AlertKind(rawValue: $0)?.isForOperators == true }
        if !forOperators.isEmpty {
            node?.warn(
                "alerts of the kind \(forOperators.joined(separator: " and ")) go to the receivers of operators alone, never "
                    + "along a route; name the receivers there")
        }
        let unchecked = AlertKind.providerUnchecked.rawValue
        if uncheckedDays == nil, match.kinds.contains(unchecked) {
            node?.warn("alerts of the kind \(unchecked) go along a route with unchecked_after alone; add it")
        } else if uncheckedDays != nil, !match.kinds.isEmpty, !match.kinds.contains(unchecked) {
            mapping["unchecked_after"]?.warn(
                "the route's match leaves out the kind \(unchecked), so nobody is told; add it")
        }
    }
}

extension RouteConfiguration {
    /// Why the route does not take an alert; `nil` where it does.
    func refusal(of alert: RoutedAlert) -> String? {
        if alert.kind.isNotice, !match.namesProviders, !match.kinds.contains(alert.kind.rawValue) {
            return "the route names no provider, and does not ask for \(alert.kind.rawValue)"
        }
        if alert.kind == .providerUnchecked, uncheckedDays != alert.uncheckedDays {
            return uncheckedDays.map { "the route asks for \($0) days without a look" }
                ?? "the route has no unchecked_after"
        }
        return match.refusal(of: alert)
    }
}
