import History
import Inspections

/// Finds the provider that a user means by an id, a number or a name.
enum ProviderSearch {
    case found(Provider)
    /// Names like the one that was asked for.
    case unknown(near: [String])

    init(_ text: String, in history: HistoryTransaction, registry: ProviderRegistry) throws {
        let known = try history.providers()
        let registered = registry.provider(named: text)
        // Under its number first: what was recorded under the name alone goes on there.
        let numbered = ProviderRegistry(known.filter { $0.id.isNumbered }.map { (nil, $0, []) })
        let byName = ProviderRegistry(known.map { (nil, $0, []) })
        let ids: [ProviderID?] = [
            ProviderID(text), ProviderID(urn: text), numbered.provider(named: registered?.name ?? text)?.id,
            registered?.id, byName.provider(named: text)?.id,
        ]
        for id in ids.compactMap(\.self) {
            guard let provider = known.first(where: { $0.id == id }) else { continue }
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
