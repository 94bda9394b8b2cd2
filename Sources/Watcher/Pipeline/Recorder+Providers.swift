import History
import Inspections

/// The registry knows some councils by name alone. What a publication says of the number of one is kept in the history, and
/// joins what names the council with its number and what names it without.
extension Recorder {
    /// From what the listing states alone; `nil` where it names nobody.
    func provider(of publication: StoredPublication, in history: HistoryTransaction) throws -> Provider? {
        try lookup.provider(of: publication).map { try numbered($0, in: history) }
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(
        of publication: StoredPublication, stating outcome: Outcome, in history: HistoryTransaction
    ) throws -> Provider? {
        try lookup.provider(of: publication, stating: outcome).map { try numbered($0, in: history) }
    }

    /// The provider under its number, where it is a council that the registry knows by name and has been given one number alone.
    func numbered(_ provider: Provider, in history: HistoryTransaction) throws -> Provider {
        guard !provider.id.isNumbered, lookup.registry.provider(named: provider.name) == provider else {
            return provider
        }
        let numbered = try history.successors(of: provider.id)
        return numbered.count == 1 ? numbered.first ?? provider : provider
    }

    /// Records who was inspected. What was recorded under a council's name alone goes on under its number. Only an inspection of
    /// councils gives them one: an adoption agency may bear a council's name too.
    func save(_ provider: Provider, inspectedUnder framework: String?, in history: HistoryTransaction) throws {
        try history.save(provider)
        guard provider.id.isNumbered, let named = lookup.registry.provider(named: provider.name),
            !named.id.isNumbered, let line = framework.flatMap({ comparison.frameworks[$0]?.line }),
            Recorder.linesOfCouncils.contains(line)
        else { return }
        try history.save(predecessor: named.id, of: provider.id)
    }

    private static let linesOfCouncils: Set<String> = ["childrens-services", "area-send"]
}
