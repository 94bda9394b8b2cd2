import Inspections

/// Decides who gets an alert. Pure.
package struct Routing: Sendable {
    package struct Decision: Sendable, Hashable {
        /// Names of the routes that matched, in the order of the configuration.
        package let routes: [String]
        /// Names of receivers, each once.
        package let receivers: [String]
    }

    let routes: [RouteConfiguration]
    let operators: [String]

    /// Operators' alerts go to the operators' receivers alone, readers' alerts along every route that matches.
    func route(_ alert: Alert) -> Decision {
        if alert.kind.isForOperators { return Decision(routes: [], receivers: operators) }
        var names: [String] = []
        var receivers: [String] = []
        for route in routes where route.match.matches(alert) {
            names.append(route.name)
            receivers += route.receivers.filter { !receivers.contains($0) }
            if route.stop { break }
        }
        return Decision(routes: names, receivers: receivers)
    }
}
