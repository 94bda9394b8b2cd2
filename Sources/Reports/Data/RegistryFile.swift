import Inspections

/// Reads the file of providers: names through time, number and region.
struct RegistryFile {
    let registry: ProviderRegistry

    init(_ yaml: String, file: String) throws(ReportsError) {
        var problems = FrameworkProblems(file: file)
        let root = try YAMLSection(document: yaml, problems)
        var entries: [(urn: String?, provider: Provider, names: [String])] = []
        var facts: [ProviderID: ProviderFacts] = [:]
        var successors: [(of: ProviderID, named: [String], section: YAMLSection)] = []
        for (region, section) in root.members(&problems) {
            for (name, council) in section.members(&problems) {
                council.allow(["urn", "ons", "names", "ended", "successors"], &problems)
                let urn = council["urn"]?.scalar
                guard let id = urn.map(ProviderID.init(urn:)) ?? ProviderID(unregisteredName: name) else {
                    problems.add(council, "a name has letters")
                    continue
                }
                let provider = Provider(id: id, name: name, kind: "local-authority", region: region)
                let names = council["names"]?.texts(&problems) ?? []
                entries.append((urn, provider, names))
                var known = ProviderFacts(names: names)
                known.codes["urn"] = urn
                known.codes["ons"] = council["ons"]?.scalar
                known.ended = council["ended"]?.scalar.flatMap { CalendarDate(iso: $0) }
                facts[id] = known
                successors.append((id, council["successors"]?.texts(&problems) ?? [], council))
            }
        }
        let ids = Dictionary(
            entries.map { ($0.provider.name, $0.provider.id) }, uniquingKeysWith: { first, _ in first })
        for (id, names, section) in successors {
            for name in names where ids[name] == nil { problems.add(section, "no council is called \"\(name)\"") }
            facts[id]?.successors = names.compactMap { ids[$0] }
        }
        guard problems.found.isEmpty else { throw problems.error }
        registry = ProviderRegistry(entries, facts: facts)
    }
}
