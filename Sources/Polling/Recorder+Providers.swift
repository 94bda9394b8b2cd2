import History
import Inspections

/// The registry knows some councils by name alone. What a publication says of the number of one is kept in the history, and
/// joins what names the council with its number and what names it without.
extension Recorder {
    /// From what the listing states alone; `nil` where it names nobody.
    func provider(of publication: StoredPublication, in history: HistoryTransaction) throws -> Provider? {
        try lookup.provider(of: publication).map {
            try known(numbered($0, isCouncil: isCouncil(publication), in: history), publication, in: history)
        }
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(
        of publication: StoredPublication, stating outcome: Outcome, in history: HistoryTransaction
    ) throws -> Provider? {
        let isCouncil = isCouncil(publication) || isCouncil(inspectedUnder: outcome.framework)
        return try lookup.provider(of: publication, stating: outcome).map {
            try known(numbered($0, isCouncil: isCouncil, in: history), publication, in: history)
        }
    }

    /// What is known of a provider, which a document never lowers; nor does a source that republishes.
    private func known(
        _ provider: Provider, _ publication: StoredPublication, in history: HistoryTransaction
    ) throws -> Provider {
        try history.known(provider, namedBy: naming(provider, listedAs: publication.providerName, by: publication.feed))
    }

    /// Who says what a provider is called; `name`: what a listing or a table of the feed calls it.
    func naming(_ provider: Provider, listedAs name: String?, by feed: String) -> NameSource {
        let source = lookup.source(of: provider, listedAs: name)
        return source < .registry && sources.authority(of: feed) < .official ? .hearsay : source
    }

    /// Why what a feed says of a provider is not taken; `nil` where it may speak for it.
    func refusal(of provider: Provider?, statedBy feed: String) -> String? {
        guard let provider, let scope = sources[feed]?.providers, !scope.includes(provider) else { return nil }
        return "the feed may not speak for \(provider.name) (\(provider.id.text)); its `providers` say for whom"
    }

    /// The provider under its number, where it is a council that the registry knows by name and has been given a number; a second
    /// number makes no second council. `isCouncil`: councils alone are inspected so.
    func numbered(_ provider: Provider, isCouncil: Bool = false, in history: HistoryTransaction) throws -> Provider {
        guard let council = lookup.registry.provider(named: provider.name) else { return provider }
        if provider.id.isNumbered {
            if lookup.registry.urn(of: provider.id) != nil || !isCouncil { return provider }
            if council.id.isNumbered { return council }
        } else if council != provider {
            return provider
        }
        let numbered = try history.successors(of: council.id)
        guard let id = numbered.first?.id, !numbered.contains(where: { $0.id == provider.id }),
            provider.id.isNumbered || numbered.count == 1
        else { return provider }
        return Provider(id: id, name: council.name, kind: council.kind, region: council.region)
    }

    private func isCouncil(_ publication: StoredPublication) -> Bool {
        publication.type.map(PublicationType.isOnCouncils) ?? false
    }

    func isCouncil(inspectedUnder framework: String?) -> Bool {
        framework.flatMap { comparison.frameworks[$0]?.line }.map(Recorder.linesOfCouncils.contains) ?? false
    }

    /// Records who was inspected. What was recorded under a council's name alone goes on under its number. Only an inspection of
    /// councils gives them one: an adoption agency may bear a council's name too. `name`: what a listing or a table calls it.
    func save(
        _ provider: Provider, listedAs name: String?, by feed: String, inspectedUnder framework: String?,
        in history: HistoryTransaction
    ) throws {
        try save(
            provider, namedBy: naming(provider, listedAs: name, by: feed), insteadOf: history.named(provider.id),
            by: feed, inspectedUnder: framework, in: history)
    }

    /// The same, where it is known who names it, and who it was before.
    func save(
        _ provider: Provider, namedBy source: NameSource, insteadOf before: HistoryTransaction.NamedProvider?,
        by feed: String, inspectedUnder framework: String?, in history: HistoryTransaction
    ) throws {
        try history.save(provider, namedBy: source, insteadOf: before)
        guard sources.authority(of: feed) == .official, provider.id.isNumbered, isCouncil(inspectedUnder: framework),
            let named = lookup.registry.provider(named: provider.name), !named.id.isNumbered
        else { return }
        try history.save(predecessor: named.id, of: provider.id)
    }

    private static let linesOfCouncils: Set<String> = ["childrens-services", "area-send"]
}
