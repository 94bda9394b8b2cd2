import Inspections

/// What an alert must be for a route to take it; an empty list asks nothing.
package struct RouteMatch: Sendable {
    package var kinds: [String] = []
    package var directions: [String] = []
    package var providers: [String] = []
    package var regions: [String] = []
    package var frameworks: [String] = []
    package var feeds: [String] = []
    /// `areas`, `from` and `to` must hold for one and the same judgement.
    package var areas: [String] = []
    package var from: [String] = []
    package var to: [String] = []

    package init() {}

    init?(_ node: ConfigurationNode) {
        let keys = ["kind", "direction", "provider", "region", "framework", "feed", "area", "from", "to"]
        guard let mapping = node.mapping(keys: keys) else { return nil }
        func texts(_ key: String) -> [String] { mapping[key]?.texts() ?? [] }
        kinds = mapping["kind"]?.choices(AlertKind.self) ?? []
        directions = mapping["direction"]?.choices(AlertDirection.self) ?? []
        providers = texts("provider")
        regions = texts("region")
        frameworks = texts("framework")
        feeds = texts("feed")
        areas = texts("area")
        from = texts("from")
        to = texts("to")
    }
}
