import Inspections
import YAML

/// Reads the file of providers (names through time, number and region) and that of their groups.
struct RegistryFile {
    let registry: ProviderRegistry

    /// `neighbours`: by council, read when they are asked for.
    init(
        _ yaml: String, file: String, groups: String, groupsFile: String,
        neighbours: @escaping @Sendable () -> [String: [String]]
    ) throws(ReportsError) {
        let document = try DataFile(yaml, file: file)
        var entries: [(urn: String?, provider: Provider, names: [String])] = []
        var facts: [ProviderID: ProviderFacts] = [:]
        var successors: [(of: ProviderID, named: [String], node: YAMLNode)] = []
        for (region, councils) in document.root.pairs() {
            for (name, node) in councils.pairs() {
                guard let council = node.mapping(keys: ["urn", "ons", "names", "ended", "successors"]) else {
                    continue
                }
                let urn = council["urn"]?.text()
                guard let id = urn.map(ProviderID.init(urn:)) ?? ProviderID(unregisteredName: name) else {
                    node.problem("a name must have letters")
                    continue
                }
                let provider = Provider(id: id, name: name, kind: "local-authority", region: region)
                let names = council["names"]?.texts() ?? []
                entries.append((urn, provider, names))
                var known = ProviderFacts(names: names)
                known.codes["urn"] = urn
                known.codes["ons"] = council["ons"]?.text()
                known.ended = council["ended"]?.day()
                facts[id] = known
                successors.append((id, council["successors"]?.texts() ?? [], node))
            }
        }
        let ids = Dictionary(
            entries.map { ($0.provider.name, $0.provider.id) }, uniquingKeysWith: { first, _ in first })
        for (id, names, node) in successors {
            for name in names where ids[name] == nil { node.problem("no council is called \"\(name)\"") }
            facts[id]?.successors = names.compactMap { ids[$0] }
        }
        try document.check()
        let councils = entries.map { (name: $0.provider.name, ons: facts[$0.provider.id]?.codes["ons"] ?? "") }
        registry = ProviderRegistry(
            entries, facts: facts, groups: try RegistryFile.groups(groups, file: groupsFile, councils: councils),
            neighbours: neighbours)
    }

    /// In the order of the file; `councils`: each with its code.
    private static func groups(
        _ yaml: String, file: String, councils: [(name: String, ons: String)]
    ) throws(ReportsError) -> [RegisteredGroup] {
        let document = try DataFile(yaml, file: file)
        var groups: [RegisteredGroup] = []
        for (name, node) in document.root.pairs() {
            guard let group = node.mapping(keys: ["ons", "councils"]) else { continue }
            let named = group["councils"]?.texts() ?? []
            for council in named where !councils.contains(where: { $0.name == council }) {
                node.problem("no council is called \"\(council)\"")
            }
            let coded = group["ons"]?.text().map { start in councils.filter { $0.ons.hasPrefix(start) }.map(\.name) }
            groups.append(RegisteredGroup(name: name, members: named + (coded ?? [])))
        }
        try document.check()
        return groups
    }
}

/// Reads the file of the councils' statistical neighbours.
struct NeighboursFile {
    /// By council.
    let lists: [String: [String]]

    /// The one that comes with the program, read when it is first asked for.
    static let builtIn = NeighboursFile(String(decoding: PackageResources.neighbours_yaml, as: UTF8.self))

    /// A file that cannot be read has no lists; tests hold the built-in one.
    private init(_ yaml: String) {
        let document = try? DataFile(yaml, file: "neighbours.yaml")
        let pairs = (document?.root.pairs() ?? []).map { ($0, $1.texts()) }
        lists = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
