import Inspections

/// The names that a route may ask for, from the framework data and the registry: a route with a name that nothing bears would
/// never match, and nobody would be told.
package struct RouteVocabulary: Sendable {
    let regions: [String]
    let frameworks: [String]
    let areas: [String]
    let grades: [String]

    init(frameworks catalogue: FrameworkCatalogue, registry: ProviderRegistry) {
        func sorted(_ names: [String]) -> [String] { Set(names).sorted() }
        regions = sorted(registry.all.compactMap(\.region))
        frameworks = catalogue.all.map(\.id)
        areas = sorted(catalogue.all.flatMap { $0.areas.map(\.id) })
        grades =
            sorted(catalogue.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }) + ["not-judged"]
    }
}
