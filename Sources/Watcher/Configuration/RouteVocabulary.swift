import Inspections

/// The names that a route may ask for, from the framework data, the registry and the feeds' own tables: a route with a name that
/// nothing bears would never match, and nobody would be told.
package struct RouteVocabulary: Sendable {
    let regions: [String]
    /// `nil` where framework data has mistakes, so that nobody knows what it would add.
    let frameworks: [String]?
    let areas: [String]?
    let grades: [String]?
    /// True where feeds read tables, which may state other regions.
    let hasTables: Bool
    private let catalogue: FrameworkCatalogue?
    private let registry: ProviderRegistry
    private let statedProviderKinds: [String]

    /// `providerKinds`: those that the configuration's own tables and pages give.
    init(
        frameworks catalogue: FrameworkCatalogue?, registry: ProviderRegistry, providerKinds stated: [String] = [],
        hasTables: Bool = false
    ) {
        self.catalogue = catalogue
        self.registry = registry
        statedProviderKinds = stated
        self.hasTables = hasTables
        func sorted(_ names: [String]) -> [String] { Set(names).sorted() }
        regions = sorted(registry.all.compactMap(\.region))
        frameworks = catalogue?.all.map(\.id)
        areas = catalogue.map { sorted($0.all.flatMap { $0.areas.map(\.id) }) }
        grades = catalogue.map {
            sorted($0.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }) + ["not-judged"]
        }
    }

    var providerKinds: [String] {
        let kinds = registry.all.map(\.kind) + TableConfiguration.officialProviderKinds + statedProviderKinds
        return Set(kinds + ["unknown"]).sorted()
    }

    /// Grades with a rank that any framework gives in an area, best first; `nil`: in any area.
    func rankedGrades(of area: String?) -> [String]? {
        guard let catalogue else { return nil }
        let scales = catalogue.all.filter { framework in area.map { framework.area($0) != nil } ?? true }.map(\.scale)
        let ranks = scales.map(\.ranks).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        return ranks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// True for a number, an id, and the name of a council as alerts have it.
    func knows(provider text: String) -> Bool {
        text.allSatisfy(\.isNumber) || text.contains(":") || registry.provider(named: text)?.name == text
    }

    /// What is to be said of a provider that is not known.
    func doubt(of provider: String) -> String {
        let near = registry.provider(named: provider)?.name ?? NearestName.of(provider, among: registry.all.map(\.name))
        return "no council known here is called \"\(provider)\""
            + (near.map { "; did you mean \"\($0)\"?" }
                ?? "; it finds one that a source calls exactly so; a number is surer")
    }
}
