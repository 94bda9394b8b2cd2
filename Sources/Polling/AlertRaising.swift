package import Configuration
import Foundation
package import History
package import Inspections

/// route: gives an alert its number and its deliveries.
package struct AlertRaising: Sendable {
    let routing: Routing
    /// Those of the configuration; the history holds those of the command line.
    let silences: [Silence]

    package init(routing: Routing, silences: [Silence]) {
        self.routing = routing
        self.silences = silences
    }

    /// Nothing where the same was raised before. `publication`: the row of the one that it is about.
    package func raise(
        _ alert: Alert, of publication: Int64? = nil, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let added = try history.silences(at: alert.time).compactMap {
            Silence(number: $0.id, match: $0.match, who: $0.who, why: $0.why, until: $0.until)
        }
        let decision = routing.route(alert, silences: silences + added)
        let stored = try history.raise(
            alert, of: publication, decisions: decision.decisions, receivers: decision.receivers,
            line: AlertLine.text(alert))
        return stored.map { [$0] } ?? []
    }
}

extension AlertRaising {
    /// By the routes, the operators and the silences of the configuration.
    init(_ configuration: Configuration) {
        self.init(
            routing: Routing(routes: configuration.routes, operators: configuration.operators),
            silences: configuration.silences)
    }
}
