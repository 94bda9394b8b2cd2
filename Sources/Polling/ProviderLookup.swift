import History
package import Inspections

/// Names the provider of a publication: by number, else by a name that the registry knows, else as its own provider.
package struct ProviderLookup: Sendable {
    let registry: ProviderRegistry

    /// From what the listing states alone, before the document is read.
    func provider(of publication: StoredPublication) -> Provider? {
        if let urn = publication.providerURN { return provider(urn: urn, names: [publication.providerName]) }
        if let name = publication.providerName, let known = registry.provider(named: name) { return known }
        return publication.title.flatMap(registry.provider(mentionedIn:))
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(of publication: StoredPublication, stating outcome: Outcome) -> Provider? {
        if let urn = publication.providerURN ?? outcome.providerURN {
            return provider(urn: urn, names: [publication.providerName, outcome.providerName])
        }
        // A title is the weakest witness: "Reading" in it need not be the town.
        guard let name = publication.providerName ?? outcome.providerName else {
            return publication.title.flatMap(registry.provider(mentionedIn:))
        }
        if let known = registry.provider(named: name) { return known }
        guard let id = ProviderID(unregisteredName: name) else { return nil }
        return Provider(id: id, name: name, kind: Provider.unknownKind)
    }

    /// The council that the registry knows by name alone, under the number of `provider`, which bears that name
    /// otherwise.
    package func council(as provider: Provider) -> Provider? {
        guard provider.id.isNumbered, let council = registry.provider(named: provider.name),
            registry.urn(of: council.id) == nil
        else { return nil }
        return Provider(id: provider.id, name: council.name, kind: council.kind, region: council.region)
    }

    /// Who says what a provider is called; `name`: what a listing or a table calls it.
    func source(of provider: Provider, listedAs name: String?) -> NameSource {
        if let known = registry.provider(ownName: provider.name), known.kind == provider.kind { return .registry }
        return provider.name == name ? .listing : .document
    }

    /// Says how listing and document contradict each other, where both name a provider that the registry knows.
    func contradiction(between publication: StoredPublication, and outcome: Outcome) -> String? {
        guard let stated = outcome.providerName.flatMap(registry.provider(named:)) else { return nil }
        let listed = registered(publication)
        if let listed, listed.id != stated.id {
            return "the listing says \(listed.name), the document says \(stated.name)"
        }
        // A number that nobody knows, beside the council's own name, is a second one of that council.
        let isNamed = publication.providerName.flatMap(registry.provider(named:))?.id == stated.id
        if let urn = publication.providerURN, let known = registry.urn(of: stated.id), known != urn, !isNamed {
            return "the listing says URN \(urn), the document says \(stated.name) (URN \(known))"
        }
        return nil
    }

    /// The registry's own entry for what the listing states.
    private func registered(_ publication: StoredPublication) -> Provider? {
        publication.providerURN.flatMap(registry.provider(urn:))
            ?? publication.providerName.flatMap(registry.provider(named:))
            ?? publication.title.flatMap(registry.provider(mentionedIn:))
    }

    /// The registry knows some councils by name alone: such a one takes the number that a listing gives it. `names`:
    /// what the provider is called, by the listing before the document.
    private func provider(urn: String, names: [String?]) -> Provider {
        if let known = registry.provider(urn: urn) { return known }
        let id = ProviderID(urn: urn)
        let names = names.compactMap(\.self)
        if let named = names.lazy.compactMap(registry.provider(named:)).first(where: { registry.urn(of: $0.id) == nil })
        {
            return Provider(id: id, name: named.name, kind: named.kind, region: named.region)
        }
        return Provider(id: id, name: names.first ?? "URN \(urn)", kind: Provider.unknownKind)
    }
}

/// The registry knows some councils by name alone. What a publication says of the number of one is kept in the history,
/// and joins what names the council with its number and what names it without.
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
            let bearers = try bearers(ofNameOf: $0, inspectedUnder: outcome.framework, in: history)
            let bearer = bearers.first { $0.id == publication.providerID } ?? (bearers.count == 1 ? bearers[0] : $0)
            return try known(numbered(bearer, isCouncil: isCouncil, in: history), publication, in: history)
        }
    }

    /// Those with a number that bear the name of one without, and have been inspected in the line of a framework; none
    /// where it is known by its name alone, or the registry knows the name.
    func bearers(
        ofNameOf provider: Provider, inspectedUnder framework: String?, in history: HistoryTransaction
    ) throws -> [Provider] {
        guard !provider.id.isNumbered, lookup.registry.provider(named: provider.name) == nil,
            let line = framework.flatMap({ comparison.frameworks[$0]?.line }), try history.provider(provider.id) == nil
        else { return [] }
        let named = try history.providers(named: provider.name).filter(\.id.isNumbered)
        let pool = try history.statements(ofEach: named.map(\.id), sources: sources)
        return named.filter { bearer in
            pool.statements(of: [bearer.id]).contains {
                $0.provider == bearer.id && $0.framework.flatMap { comparison.frameworks[$0]?.line } == line
            }
        }
    }

    /// Which of several of one name is meant, nobody says.
    static func ambiguity(of name: String, _ bearers: [Provider]) -> String {
        let some = bearers.prefix(3).map { [$0.id.text, $0.region].compactMap(\.self).joined(separator: ", ") }
        let rest = bearers.count > some.count ? " and \(bearers.count - some.count) more" : ""
        let listed = some.joined(separator: "; ") + rest
        return "\(bearers.count) providers are called \(name) (\(listed)), and no number says which"
    }

    /// What is known of a provider, which a document never lowers; nor does a source that republishes.
    private func known(
        _ provider: Provider, _ publication: StoredPublication, in history: HistoryTransaction
    ) throws -> Provider {
        try history.known(
            provider,
            namedBy: naming(provider, listedAs: publication.providerName, by: publication.feed, in: history))
    }

    /// Who says what a provider is called; `name`: what a listing or a table of the feed calls it.
    func naming(
        _ provider: Provider, listedAs name: String?, by feed: String, in history: HistoryTransaction
    ) throws -> NameSource {
        let source = lookup.source(of: provider, listedAs: name)
        return try source < .registry && history.authority(of: feed, among: sources) < .official ? .hearsay : source
    }

    /// Why what a feed says of a provider is not taken; `nil` where it may speak for it.
    func refusal(of provider: Provider?, statedBy feed: String) -> String? {
        guard let provider, let scope = sources[feed]?.providers, !scope.includes(provider) else { return nil }
        return "the feed may not speak for \(provider.name) (\(provider.id.text)); its `providers` say for whom"
    }

    /// The provider under its number, where it is a council that the registry knows by name and has been given a
    /// number; a second number makes no second council. `isCouncil`: councils alone are inspected so.
    func numbered(_ provider: Provider, isCouncil: Bool = false, in history: HistoryTransaction) throws -> Provider {
        if provider.id.isNumbered, !isCouncil || lookup.registry.urn(of: provider.id) != nil { return provider }
        guard let council = lookup.registry.provider(named: provider.name) else { return provider }
        if provider.id.isNumbered {
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

    /// Says that a document prints another number than its listing, where neither goes on for the other. What the
    /// registry knows is compared by name; a number of another form (`SC012345`) counts otherwise.
    func otherNumber(
        in outcome: Outcome, than publication: StoredPublication, in history: HistoryTransaction
    ) throws -> String? {
        guard let listed = publication.providerURN, let printed = outcome.providerURN, listed != printed,
            lookup.registry.provider(urn: printed) == nil,
            listed.allSatisfy(\.isNumber), printed.allSatisfy(\.isNumber)
        else { return nil }
        let (one, other) = (ProviderID(urn: listed), ProviderID(urn: printed))
        if try history.isPredecessor(other, of: one) || history.numbers(of: one).contains(other) { return nil }
        let name = try outcome.providerName ?? history.provider(other)?.name
        return "the listing says URN \(listed), the document says URN \(printed)" + (name.map { " (\($0))" } ?? "")
    }

    private func isCouncil(_ publication: StoredPublication) -> Bool {
        publication.type.map(PublicationType.isOnCouncils) ?? false
    }

    func isCouncil(inspectedUnder framework: String?) -> Bool {
        framework.flatMap { comparison.frameworks[$0] }?.isOnCouncils ?? false
    }

    /// Records who was inspected. What was recorded under a council's name alone goes on under its number. Only an
    /// inspection of councils gives them one: an adoption agency may bear a council's name too. `name`: what a listing
    /// or a table calls it.
    func save(
        _ provider: Provider, listedAs name: String?, by feed: String, inspectedUnder framework: String?,
        in history: HistoryTransaction
    ) throws {
        try save(
            provider, namedBy: naming(provider, listedAs: name, by: feed, in: history),
            insteadOf: history.named(provider.id), by: feed, inspectedUnder: framework, in: history)
    }

    /// The same, where it is known who names it, and who it was before.
    func save(
        _ provider: Provider, namedBy source: NameSource, insteadOf before: HistoryTransaction.NamedProvider?,
        by feed: String, inspectedUnder framework: String?, in history: HistoryTransaction
    ) throws {
        try history.save(provider, namedBy: source, insteadOf: before)
        guard try history.authority(of: feed, among: sources) == .official, provider.id.isNumbered,
            isCouncil(inspectedUnder: framework),
            let named = lookup.registry.provider(named: provider.name), !named.id.isNumbered
        else { return }
        try history.save(predecessor: named.id, of: provider.id)
    }
}
