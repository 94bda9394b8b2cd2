/// What a registry knows, by all that is asked for.
final class ProviderIndex: Sendable {
    let byURN: [String: Provider]
    let byName: [String: Provider]
    /// By the name that the registry itself has of each, letter by letter.
    let byOwnName: [String: Provider]
    /// The words that names begin with, and those that may stand before them.
    let openings: [String: Opening]
    let urns: [ProviderID: String]
    /// By id.
    let all: [Provider]
    /// What else is known of some.
    let facts: [ProviderID: ProviderFacts]
    let groups: [RegisteredGroup]
    let readNeighbours: @Sendable () -> [String: [String]]

    /// What a name may begin with.
    enum Opening {
        case name
        /// A word that is left out where names are compared.
        case leftOut
    }

    init(
        _ entries: [(urn: String?, provider: Provider, names: [String])], facts: [ProviderID: ProviderFacts],
        groups: [RegisteredGroup], neighbours: @escaping @Sendable () -> [String: [String]]
    ) {
        self.facts = facts
        self.groups = groups
        readNeighbours = neighbours
        let numbered = entries.compactMap { entry in entry.urn.map { (urn: $0, provider: entry.provider) } }
        byURN = Dictionary(numbered.map { ($0.urn, $0.provider) }, uniquingKeysWith: { first, _ in first })
        urns = Dictionary(numbered.map { ($0.provider.id, $0.urn) }, uniquingKeysWith: { first, _ in first })
        all = entries.map(\.provider).sorted { $0.id < $1.id }
        var names: [String: Provider] = [:]
        var ambiguous: Set<String> = []
        for entry in entries {
            for name in [entry.provider.name] + entry.names {
                let key = ProviderRegistry.key(name)
                if let other = names[key], other.id != entry.provider.id { ambiguous.insert(key) }
                names[key] = entry.provider
            }
        }
        for key in ambiguous { names[key] = nil }
        byName = names
        let own = entries.map(\.provider).filter { names[ProviderRegistry.key($0.name)]?.id == $0.id }
        byOwnName = Dictionary(own.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let leftOut = ProviderRegistry.dropped.union(["london"]).map { ($0, Opening.leftOut) }
        let first = names.keys.compactMap { $0.split(separator: " ").first.map { (String($0), Opening.name) } }
        openings = Dictionary(leftOut + first) { _, last in last }
    }
}
