import History
import Inspections

/// Names the provider of a publication: by number, else by a name that the registry knows, else as its own provider.
struct ProviderLookup: Sendable {
    let registry: ProviderRegistry

    /// From what the listing states alone, before the document is read.
    func provider(of publication: StoredPublication) -> Provider? {
        if let urn = publication.providerURN { return provider(urn: urn, name: publication.providerName) }
        if let name = publication.providerName, let known = registry.provider(named: name) { return known }
        return publication.title.flatMap(registry.provider(mentionedIn:))
    }

    /// From the listing and the document together; `nil` where neither names one.
    func provider(of publication: StoredPublication, stating outcome: Outcome) -> Provider? {
        if let listed = provider(of: publication) { return listed }
        if let urn = outcome.providerURN { return provider(urn: urn, name: outcome.providerName) }
        guard let name = outcome.providerName ?? publication.providerName else { return nil }
        if let known = registry.provider(named: name) { return known }
        guard let id = ProviderID(unregisteredName: name) else { return nil }
        return Provider(id: id, name: name, kind: "unknown")
    }

    /// Says how listing and document contradict each other, where both name a provider that the registry knows.
    func contradiction(between publication: StoredPublication, and outcome: Outcome) -> String? {
        guard let listed = provider(of: publication),
            let stated = outcome.providerURN.flatMap(registry.provider(urn:))
                ?? outcome.providerName.flatMap(registry.provider(named:)),
            listed.id != stated.id
        else { return nil }
        return
            "the listing says \(listed.name) (\(listed.id.text)), the document says \(stated.name) (\(stated.id.text))"
    }

    private func provider(urn: String, name: String?) -> Provider {
        if let known = registry.provider(urn: urn) { return known }
        return Provider(id: ProviderID(urn: urn), name: name ?? "URN \(urn)", kind: "unknown")
    }
}
