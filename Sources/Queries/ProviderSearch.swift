import Configuration
package import History
package import Inspections
import Text

/// Finds the provider that a user means by an id, a number, a code or a name.
package enum ProviderSearch {
    case found(Provider)
    /// The registry knows it, but no publication on it was ever seen.
    case unseen(Provider)
    /// Why nobody can be meant, with near names.
    case unknown(String)

    /// `registry`: asked for only where the history alone does not know an id, a number or the name of one with a
    /// number.
    package init(_ text: String, in history: HistoryTransaction, registry: () throws -> ProviderRegistry) throws {
        let stated =
            try history.provider(ProviderID(text)) ?? history.provider(ProviderID(urn: text))
            ?? ProviderSearch.writtenOtherwise(text, in: history)
        let exact = try history.providers(named: text).filter(\.id.isNumbered)
        if let provider = stated ?? (exact.count == 1 ? exact.first : nil) {
            self = .found(provider)
            return
        }
        let registry = try registry()
        let byName = registry.provider(named: text)
        let registered =
            byName ?? registry.provider(urn: text)
            ?? registry.all.first { provider in
                let known = [provider.id.text] + registry.facts(on: provider.id).codes.values
                return known.contains { $0.lowercased() == text.lowercased() }
            }
        // By its number nobody else of the same name is meant.
        let isOther = { (id: ProviderID) in byName == nil && id.isNumbered && registered.map { $0.id != id } ?? false }
        let alsoNamed = try history.providers(named: registered?.name ?? text).filter { !isOther($0.id) }
        // All of them are looked at for a number; a name of several words is none.
        let mayBeNumber = registered == nil && alsoNamed.isEmpty && !text.contains(" ")
        let named = mayBeNumber ? try history.providers(numbered: text) : alsoNamed
        // Under its number first: what was recorded under the name alone goes on there. A name of several names nobody.
        let numbered = named.filter(\.id.isNumbered)
        let ids = [
            numbered.count == 1 ? numbered.first?.id : nil, registered?.id, named.count == 1 ? named.first?.id : nil,
        ]
        for id in ids.compactMap(\.self) {
            guard let provider = try history.provider(id) else { continue }
            self = .found(provider)
            return
        }
        // Only what is not known as it is written is worth a look at all of them.
        let names = try history.providerNames()
        let known = try Set(ProviderRegistry.likely(text, among: names)).sorted().flatMap(history.providers(named:))
        let alike = ProviderRegistry(known.filter(\.id.isNumbered).map { (nil, $0, []) }).provider(named: text)
        if let provider = alike ?? ProviderRegistry(known.map { (nil, $0, []) }).provider(named: text) {
            self = .found(provider)
        } else if let registered {
            self = .unseen(registered)
        } else if named.count > 1 {
            let ids = named.prefix(5).map(\.id.text).joined(separator: ", ") + (named.count > 5 ? ", …" : "")
            self = .unknown("\(named.count) providers are called \"\(text)\": \(ids); give the id of one")
        } else {
            let near = try ProviderSearch.near(text, among: names, in: history)
            self = .unknown(
                "no provider \"\(text)\" is known"
                    + (near.isEmpty ? NearNames.question(text, among: registry.all.map(\.name)) : near))
        }
    }

    /// The one whose id differs from this one in its letters' case alone.
    private static func writtenOtherwise(_ id: String, in history: HistoryTransaction) throws -> Provider? {
        // Only an id is worth a look at all of them.
        guard id.contains(":") else { return nil }
        let found = try history.providers(withIDLike: ProviderID(id))
        return found.count == 1 ? found.first : nil
    }

    /// `; did you mean Oak Lane School (ofsted:100077, North West)?`
    static func near(_ text: String, among names: [String], in history: HistoryTransaction) throws -> String {
        let found = try NearNames.of(text, among: names).flatMap(history.providers(named:)).prefix(5)
        return NearNames.question(found.map(suggestion))
    }

    static func suggestion(_ provider: Provider) -> String {
        "\(provider.name) (\([provider.id.text, provider.region].compactMap(\.self).joined(separator: ", ")))"
    }

    /// What to say of one that the registry alone knows.
    static func nothing(of provider: Provider) -> String {
        "no publication on \(provider.name) (\(provider.id.text)) has been seen yet"
    }
}

extension Setup {
    /// One of which nothing was seen makes an empty answer, one that nobody knows is a slip of the pen; `nil` for none.
    func known(_ provider: String?, in archive: Archive) async throws -> Provider? {
        guard let provider else { return nil }
        switch try await archive.provider(provider) {
        case .found(let provider), .unseen(let provider): return provider
        case .unknown(let why): throw UnknownName(why)
        }
    }
}
