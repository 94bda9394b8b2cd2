import History
import Inspections

/// The registry knows some councils by name alone. What a publication says of the number of one is kept in the history, and
/// joins what names the council with its number and what names it without.
extension Recorder {
    /// From what the listing states alone; `nil` where it names nobody.
    func provider(of publication: StoredPublication, in history: HistoryTransaction) throws -> Provider? {
        guard let listed = lookup.provider(of: publication) else { return nil }
        let isOfCouncils = (publication.type ?? "").lowercased().hasPrefix("children's services")
        return try known(joined(listed, isOfCouncils: isOfCouncils, in: history), publication, in: history)
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(
        of publication: StoredPublication, stating outcome: Outcome, in history: HistoryTransaction
    ) throws -> Provider? {
        guard let stated = lookup.provider(of: publication, stating: outcome) else { return nil }
        let isOfCouncils = isOfCouncils(outcome.framework)
        return try known(joined(stated, isOfCouncils: isOfCouncils, in: history), publication, in: history)
    }

    /// What is known of a provider, which a document never lowers; nor does a source that republishes.
    private func known(
        _ provider: Provider, _ publication: StoredPublication, in history: HistoryTransaction
    ) throws -> Provider {
        let isOfficial = (sources[publication.feed]?.authority ?? .official) == .official
        return try history.known(
            provider,
            namedBy: lookup.source(of: provider, listedAs: isOfficial ? publication.providerName : nil))
    }

    /// A council that was registered, or numbered, before is one provider under whatever other number it is listed.
    private func joined(
        _ provider: Provider, isOfCouncils: Bool, in history: HistoryTransaction
    ) throws -> Provider {
        guard isOfCouncils, let council = lookup.registered(as: provider) else {
            return try numbered(provider, in: history)
        }
        if council.id.isNumbered { return council }
        let known = try history.successors(of: council.id)
        return known.isEmpty || known.contains { $0.id == provider.id } ? provider : known[0]
    }

    /// The provider under its number, where it is a council that the registry knows by name and has been given one number alone.
    func numbered(_ provider: Provider, in history: HistoryTransaction) throws -> Provider {
        guard !provider.id.isNumbered, lookup.registry.provider(named: provider.name) == provider else {
            return provider
        }
        let numbered = try history.successors(of: provider.id)
        guard numbered.count == 1, let id = numbered.first?.id else { return provider }
        return Provider(id: id, name: provider.name, kind: provider.kind, region: provider.region)
    }

    /// Records who was inspected. What was recorded under a council's name alone goes on under its number. Only an inspection of
    /// councils gives them one: an adoption agency may bear a council's name too. `name`: what a listing or a table calls it.
    func save(
        _ provider: Provider, listedAs name: String?, inspectedUnder framework: String?, in history: HistoryTransaction
    ) throws {
        try history.save(provider, namedBy: lookup.source(of: provider, listedAs: name))
        guard provider.id.isNumbered, let named = lookup.registry.provider(named: provider.name),
            !named.id.isNumbered, isOfCouncils(framework)
        else { return }
        try history.save(predecessor: named.id, of: provider.id)
    }

    private func isOfCouncils(_ framework: String?) -> Bool {
        framework.flatMap { comparison.frameworks[$0]?.line }.map(Recorder.linesOfCouncils.contains) ?? false
    }

    private static let linesOfCouncils: Set<String> = ["childrens-services", "area-send"]
}
