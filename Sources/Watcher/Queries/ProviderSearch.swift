import History
import Inspections

/// Finds the provider that a user means by an id, a number or a name.
enum ProviderSearch {
    case found(Provider)
    /// Names like the one that was asked for.
    case unknown(near: [String])

    init(_ text: String, in history: HistoryTransaction, registry: ProviderRegistry) throws {
        let ids = [ProviderID(text), ProviderID(urn: text), registry.provider(named: text)?.id].compactMap(\.self)
        for id in ids {
            guard let provider = try history.provider(id) else { continue }
            self = .found(provider)
            return
        }
        if let provider = try history.provider(named: text) {
            self = .found(provider)
            return
        }
        let known = try history.providers()
        if let provider = ProviderRegistry(known.map { (nil, $0, []) }).provider(named: text) {
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
