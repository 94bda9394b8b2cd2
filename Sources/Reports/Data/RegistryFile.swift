import Inspections

/// Reads the file of providers: names through time, number and region.
struct RegistryFile {
    let registry: ProviderRegistry

    init(_ yaml: String, file: String) throws(ReportsError) {
        var problems = FrameworkProblems(file: file)
        let root = try YAMLSection(document: yaml, problems)
        var entries: [(urn: String?, provider: Provider, names: [String])] = []
        for (region, section) in root.members(&problems) {
            for (name, council) in section.members(&problems) {
                council.allow(["urn", "names"], &problems)
                let urn = council["urn"]?.scalar
                guard let id = urn.map(ProviderID.init(urn:)) ?? ProviderID(unregisteredName: name) else {
                    problems.add(council, "a name has letters")
                    continue
                }
                let provider = Provider(id: id, name: name, kind: "local-authority", region: region)
                entries.append((urn, provider, council["names"]?.texts(&problems) ?? []))
            }
        }
        guard problems.found.isEmpty else { throw problems.error }
        registry = ProviderRegistry(entries)
    }
}
