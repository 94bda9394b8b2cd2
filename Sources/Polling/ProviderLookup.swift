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

    /// The council that the registry knows by name alone, under the number of `provider`, which bears that name otherwise.
    package func council(as provider: Provider) -> Provider? {
        guard provider.id.isNumbered, let council = registry.provider(named: provider.name),
            registry.urn(of: council.id) == nil
        else { return nil }
        return Provider(id: provider.id, name: council.name, kind: council.kind, region: council.region)
    }

    /// Who says what a provider is called; `name`: what a listing or a table calls it.
    func source(of provider: Provider, listedAs name: String?) -> NameSource {
        if let known = registry.provider(named: provider.name), known.name == provider.name, known.kind == provider.kind
        {
            return .registry
        }
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

    /// The registry knows some councils by name alone: such a one takes the number that a listing gives it. `names`: what the
    /// provider is called, by the listing before the document.
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
