import Foundation
package import Inspections

/// Decides who gets an alert, and says why. Pure.
package struct Routing: Sendable {
    package struct Decision: Sendable, Hashable {
        /// One for each route, in the order of the configuration.
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

    /// Operators' alerts go to the operators' receivers alone, readers' alerts along every route that matches, and what is
    /// silenced goes nowhere.
    package func route(_ alert: Alert, silences: [Silence] = []) -> Decision {
        route(RoutedAlert(alert), silences: silences)
    }

    package func route(_ alert: RoutedAlert, silences: [Silence] = []) -> Decision {
        let names = alert.kind.isForOperators ? ["operators"] : routes.map(\.name)
        if let silence = silences.first(where: { $0.holds(at: alert.time) && $0.match.refusal(of: alert) == nil }) {
            return Decision(
                decisions: names.map { RouteDecision(route: $0, took: false, reason: silence.reason) }, receivers: [])
        }
        if alert.kind.isForOperators {
            let decision = RouteDecision(route: "operators", took: !operators.isEmpty, reason: "it is for operators")
            return Decision(decisions: [decision], receivers: operators)
        }
        var decisions: [RouteDecision] = []
        var receivers: [String] = []
        var stoppedBy: String?
        for route in routes {
            if let stoppedBy {
                decisions.append(
                    RouteDecision(route: route.name, took: false, reason: "the route \(stoppedBy) stops there"))
            } else if let refusal = route.match.refusal(of: alert) {
                decisions.append(RouteDecision(route: route.name, took: false, reason: refusal))
            } else {
                decisions.append(RouteDecision(route: route.name, took: true, reason: "it is what the route asks for"))
                receivers += route.receivers.filter { !receivers.contains($0) }
                if route.stop { stoppedBy = route.name }
            }
        }
        return Decision(decisions: decisions, receivers: receivers)
    }
}
