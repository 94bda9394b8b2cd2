import Inspections
import YAML

/// Reads the file of providers: names through time, number and region.
struct RegistryFile {
    let registry: ProviderRegistry

    init(_ yaml: String, file: String) throws(ReportsError) {
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
                    node.problem("a name has letters")
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
        registry = ProviderRegistry(entries, facts: facts)
    }
}
