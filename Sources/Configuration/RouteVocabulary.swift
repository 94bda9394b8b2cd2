import Inspections
import Text

/// The names that a route may ask for, from the framework data, the registry and the feeds' own tables: a route with a name that
/// nothing bears would never match, and nobody would be told.
package struct RouteVocabulary: Sendable {
    /// True where feeds read tables, which may state other regions.
    let hasTables: Bool
    /// `nil` where framework data has mistakes, so that nobody knows what it would add.
    private let readCatalogue: @Sendable () -> FrameworkCatalogue?
    private let readRegistry: @Sendable () -> ProviderRegistry
    private let statedProviderKinds: [String]

    static let manyAreas = "; man ratingwatch.yaml lists them"

    /// `providerKinds`: those that the configuration's own tables and pages give. Frameworks and registry are asked for once a
    /// name is held against them.
    init(
        frameworks: @escaping @Sendable @autoclosure () -> FrameworkCatalogue?,
        registry: @escaping @Sendable @autoclosure () -> ProviderRegistry, providerKinds stated: [String] = [],
        hasTables: Bool = false
    ) {
        readCatalogue = frameworks
        readRegistry = registry
        statedProviderKinds = stated
        self.hasTables = hasTables
    }

    private var catalogue: FrameworkCatalogue? { readCatalogue() }
    private var registry: ProviderRegistry { readRegistry() }

    package var regions: [String] { Set(registry.all.compactMap(\.region)).sorted() }

    var frameworks: [String]? { catalogue?.all.map(\.id) }

    var areas: [String]? { catalogue.map { Set($0.all.flatMap { $0.areas.map(\.id) }).sorted() } }

    var grades: [String]? {
        catalogue.map {
            Set($0.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }).sorted() + ["not-judged"]
        }
    }

    /// How a framework's grades are printed, in lower case -> grade id; empty for one that is not known.
    func printedGrades(of framework: String) -> [String: String] { catalogue?[framework]?.scale.printed ?? [:] }

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

    /// Why no judgement can be what a match asks for: an area that no framework asked for judges, say.
    func doubt(of match: RouteMatch) -> String? {
        if match.areas.isEmpty, match.to.isEmpty { return nil }
        guard let catalogue else { return nil }
        let asked = catalogue.all.filter { match.frameworks.isEmpty || match.frameworks.contains($0.id) }
        let judging = asked.filter { framework in
            match.areas.isEmpty || match.areas.contains { framework.area($0) != nil }
        }
        let areas = match.areas.joined(separator: " or ")
        if !asked.isEmpty, judging.isEmpty, match.areas.allSatisfy(isArea) {
            return
                "\(asked.map(\.id).joined(separator: " and ")) judge\(asked.count == 1 ? "s" : "") no area \(areas), so nothing matches"
        }
        let given = Set(judging.flatMap { $0.scale.names.keys })
        guard !match.to.isEmpty, given.isDisjoint(with: match.to), match.to.allSatisfy({ grades?.contains($0) == true })
        else { return nil }
        return "the grade \(match.to.joined(separator: " or ")) is given by none of "
            + "\(judging.map(\.id).joined(separator: ", "))\(areas.isEmpty ? "" : " in \(areas)"), so nothing matches"
    }

    private func isArea(_ id: String) -> Bool { areas?.contains(id) == true }

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
