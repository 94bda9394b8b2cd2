import History
import Inspections

/// Finds the provider that a user means by an id, a number or a name.
enum ProviderSearch {
    case found(Provider)
    /// Names like the one that was asked for.
    case unknown(near: [String])

    init(_ text: String, in history: HistoryTransaction, registry: ProviderRegistry) throws {
        let registered = registry.provider(named: text)
        let named = try history.providers(named: registered?.name ?? text)
        // Under its number first: what was recorded under the name alone goes on there. A name of several names nobody.
        let numbered = named.filter(\.id.isNumbered)
        let ids = [
            ProviderID(text), ProviderID(urn: text), numbered.count == 1 ? numbered.first?.id : nil, registered?.id,
            named.count == 1 ? named.first?.id : nil,
        ]
        for id in ids.compactMap(\.self) {
            guard let provider = try history.provider(id) else { continue }
            self = .found(provider)
            return
        }
        // Only what is not known as it is written is worth a look at all of them.
        let known = try history.providers()
        let alike = ProviderRegistry(known.filter(\.id.isNumbered).map { (nil, $0, []) }).provider(named: text)
        if let provider = alike ?? ProviderRegistry(known.map { (nil, $0, []) }).provider(named: text) {
            self = .found(provider)
            return
        }
        let lower = text.lowercased()
        let parts = known.map(\.name).filter { $0.lowercased().contains(lower) }
        let near = NearestName.of(text, among: known.map(\.name)).map { [$0] } ?? []
        self = .unknown(near: Array((parts.isEmpty ? near : parts).prefix(5)))
    }

    /// What to say of a provider that is not known.
    static func complaint(_ text: String, near: [String]) -> String {
        let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
        return "no provider \"\(text)\" is known\(hint)"
    }
}
