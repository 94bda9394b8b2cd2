import History
import Inspections

/// The registry knows some councils by name alone. What a publication says of the number of one is kept in the history, and
/// joins what names the council with its number and what names it without.
extension Recorder {
    /// From what the listing states alone; `nil` where it names nobody.
    func provider(of publication: StoredPublication, in history: HistoryTransaction) throws -> Provider? {
        try lookup.provider(of: publication).map { try known(numbered($0, in: history), publication, in: history) }
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(
        of publication: StoredPublication, stating outcome: Outcome, in history: HistoryTransaction
    ) throws -> Provider? {
        try lookup.provider(of: publication, stating: outcome).map {
            let provider = try council(numbered($0, in: history), inspectedUnder: outcome.framework, in: history)
            return try known(provider, publication, in: history)
        }
    }

    /// What is known of a provider, which a document never lowers.
    private func known(
        _ provider: Provider, _ publication: StoredPublication, in history: HistoryTransaction
    ) throws -> Provider {
        try history.known(
            provider, namedBy: lookup.source(of: provider, listedAs: publication.providerName))
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

    /// A council that the registry knows by name alone is one provider, also where somebody gives it another number than it was given
    /// first.
    func council(
        _ provider: Provider, inspectedUnder framework: String?, in history: HistoryTransaction
    ) throws -> Provider {
        guard provider.id.isNumbered, isOfCouncils(framework),
            let named = lookup.registry.provider(named: provider.name), !named.id.isNumbered
        else { return provider }
        let known = try numbered(named, in: history)
        return known.id.isNumbered ? known : provider
    }

    private func isOfCouncils(_ framework: String?) -> Bool {
        framework.flatMap { comparison.frameworks[$0]?.line }.map(Recorder.linesOfCouncils.contains) ?? false
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

    private static let linesOfCouncils: Set<String> = ["childrens-services", "area-send"]
}
