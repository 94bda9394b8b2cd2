import Inspections

/// The names that a route may ask for, from the framework data and the registry: a route with a name that nothing bears would
/// never match, and nobody would be told.
package struct RouteVocabulary: Sendable {
    let regions: [String]
    let frameworks: [String]
    let areas: [String]
    let grades: [String]
    private let catalogue: FrameworkCatalogue

    init(frameworks catalogue: FrameworkCatalogue, registry: ProviderRegistry) {
        self.catalogue = catalogue
        func sorted(_ names: [String]) -> [String] { Set(names).sorted() }
        regions = sorted(registry.all.compactMap(\.region))
        frameworks = catalogue.all.map(\.id)
        areas = sorted(catalogue.all.flatMap { $0.areas.map(\.id) })
        grades =
            sorted(catalogue.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }) + ["not-judged"]
    }
    /// Grades with a rank that any framework gives in an area, best first; `nil`: in any area.
    func rankedGrades(of area: String?) -> [String] {
        let scales = catalogue.all.filter { framework in area.map { framework.area($0) != nil } ?? true }.map(\.scale)
        let ranks = scales.map(\.ranks).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        return ranks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
