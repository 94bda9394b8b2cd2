import Text

/// The names that a configuration may use, from the framework data, the registry and the feeds' own tables: a route
/// with a name that nothing bears would never match, and nobody would be told.
package struct KnownNames: Sendable {
    /// True where feeds read tables, which may state other regions.
    package let hasTables: Bool
    /// `nil` where framework data has mistakes, so that nobody knows what it would add.
    package let catalogue: FrameworkCatalogue?
    private let registry: ProviderRegistry
    private let statedProviderKinds: @Sendable () -> [String]

    /// Follows a complaint about an area, a grade or a group: there are too many to list them.
    package static let inManual = "; man ratingwatch.yaml lists them"

    /// `providerKinds`: those that tables and pages give, asked for once a name is held against them.
    package init(
        frameworks: FrameworkCatalogue?, registry: ProviderRegistry,
        providerKinds stated: @escaping @Sendable @autoclosure () -> [String] = [], hasTables: Bool = false
    ) {
        catalogue = frameworks
        self.registry = registry
        statedProviderKinds = stated
        self.hasTables = hasTables
    }

    /// Those that come with the registry.
    package var groups: [RegisteredGroup] { registry.groups }

    /// Each council with its statistical neighbours.
    package var neighbourGroups: [RegisteredGroup] { registry.neighbourGroups }

    /// A council with its statistical neighbours; `nil` where none are known.
    package func neighbours(of council: String) -> RegisteredGroup? {
        let names = registry.statisticalNeighbours(of: council)
        return names.isEmpty ? nil : RegisteredGroup(council: council, neighbours: names)
    }

    package var regions: [String] { Set(registry.all.compactMap(\.region)).sorted() }

    package var frameworks: [String]? { catalogue?.all.map(\.id) }

    package var areas: [String]? { catalogue.map { Set($0.all.flatMap { $0.areas.map(\.id) }).sorted() } }

    package var grades: [String]? {
        catalogue.map {
            Set($0.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }).sorted() + ["not-judged"]
        }
    }

    /// How a framework's grades are printed, in lower case -> grade id; empty for one that is not known.
    package func printedGrades(of framework: String) -> [String: String] { catalogue?[framework]?.scale.printed ?? [:] }

    package var providerKinds: [String] {
        let kinds = registry.all.map(\.kind) + statedProviderKinds()
        return Set(kinds + ["unknown"]).sorted()
    }

    /// Grades with a rank that any framework gives in an area, best first; `nil`: in any area.
    package func rankedGrades(of area: String?) -> [String]? {
        guard let catalogue else { return nil }
        let scales = catalogue.all.filter { framework in area.map { framework.area($0) != nil } ?? true }.map(\.scale)
        let ranks = scales.map(\.ranks).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        return ranks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    package var councils: [Provider] { registry.all }

    /// The provider of the registry whose name, number or id this is.
    package func provider(meantBy text: String) -> Provider? {
        if let provider = registry.provider(ownName: text) ?? registry.provider(urn: text) { return provider }
        guard text.contains(":") else { return nil }
        return registry.all.first { $0.id.isWritten(as: text) }
    }

    /// True for a number, an id, and the name of a council as alerts have it.
    package func knows(provider text: String) -> Bool {
        text.allSatisfy(\.isNumber) || text.contains(":") || registry.provider(named: text)?.name == text
    }

    /// What is to be said of a provider that is not known.
    package func doubt(of provider: String) -> String {
        let near = registry.provider(named: provider)?.name ?? NearestName.of(provider, among: registry.all.map(\.name))
        return "no council known here is called \"\(provider)\""
            + (near.map { "; did you mean \"\($0)\"?" }
                ?? "; only a provider with exactly this name at a source will match; a number is safer")
    }
}
