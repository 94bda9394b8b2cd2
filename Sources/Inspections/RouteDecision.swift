/// What became of an alert at one route, with the reason that `explain` gives.
package struct RouteDecision: Hashable, Sendable {
    package let route: String
    /// True where the route's receivers get the alert.
    package let took: Bool
    package let reason: String

    package init(route: String, took: Bool, reason: String) {
        self.route = route
        self.took = took
        self.reason = reason
    }
}
