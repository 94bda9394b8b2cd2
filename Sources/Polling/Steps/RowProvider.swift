import Feeds
import Foundation
import History
import Inspections

/// Whose a row is.
extension TableRecorder {
    /// Who goes on for whom the publisher alone says, and only of those for whom the feed may speak: what was judged of
    /// one would be judged of another. True where that was not known.
    func save(
        predecessors: [String], of provider: Provider, into tally: inout TableTally, in history: HistoryTransaction
    ) throws -> Bool {
        if try history.authority(of: feed, among: recorder.sources) < .official { return false }
        var isNew = false
        for id in predecessors {
            let known = self.id(id)
            let before = try history.provider(known)
            let predecessor = before ?? Provider(id: known, name: known.text, kind: ids.providerKind)
            if recorder.refusal(of: predecessor, statedBy: feed) != nil { continue }
            if before == nil || isBaseline || isFirst {
                isNew = try history.save(predecessor: known, of: provider.id, isTold: before == nil) || isNew
            } else if try !history.isPredecessor(known, of: provider.id) {
                // Readers know it: they hear who goes on for it, unless that is said of too many at once.
                tally.endings.insert(Ending(predecessor: known, successor: provider.id))
                isNew = true
            }
        }
        return isNew
    }

    /// Who was recorded while `1001.0` was taken for another id than 1001 goes on as 1001: what is known of one is
    /// known of the other.
    func goOnWithoutPoint(as provider: ProviderID, in history: HistoryTransaction) throws {
        let asItWas = withPoint(provider)
        if try isFirst || history.provider(asItWas) == nil { return }
        try history.save(predecessor: asItWas, of: provider, isTold: true)
    }

    private func withPoint(_ provider: ProviderID) -> ProviderID { ProviderID(provider.text + ".0") }

    /// Looks up whom rows are on, all at once, where that is worth it.
    func lookUp(_ rows: [TableInspection], in history: HistoryTransaction) throws {
        let own = rows.compactMap(\.providerID).map(id)
        let asTheyWere = isFirst ? [] : own.map(withPoint)
        try history.lookUp(Array(Set(own + asTheyWere + rows.flatMap(\.predecessors).map(id))))
    }

    func provider(of stated: TableInspection, in history: HistoryTransaction) throws -> Provider? {
        try provider(
            id: stated.providerID, name: stated.providerName, region: stated.region, framework: stated.framework,
            in: history)
    }

    func provider(
        id: String?, name: String?, region: String? = nil, framework: String? = nil, in history: HistoryTransaction
    ) throws -> Provider? {
        guard let id else {
            guard let name else { return nil }
            if let known = recorder.lookup.registry.provider(named: name) {
                return try recorder.numbered(known, in: history)
            }
            return ProviderID(unregisteredName: name).map {
                Provider(id: $0, name: name, kind: ids.providerKind, region: region)
            }
        }
        if ids.scheme == "ofsted", let known = recorder.lookup.registry.provider(urn: id) { return known }
        let provider = Provider(
            id: self.id(id), name: name ?? "\(ids.scheme) \(id)", kind: ids.providerKind, region: region)
        if ids.scheme != "ofsted" { return provider }
        return try recorder.numbered(
            provider, isCouncil: recorder.isCouncil(inspectedUnder: framework), in: history)
    }

    /// What rows may be on that cannot be read.
    func unread(_ rows: UnreadRows, in history: HistoryTransaction) throws -> UnreadInspections {
        UnreadInspections(
            rows: rows,
            providers: Set(try rows.providers.compactMap { try provider(id: $0.id, name: $0.name, in: history)?.id }))
    }

    func id(_ id: String) -> ProviderID { ProviderID("\(ids.scheme):\(id)") }
}

/// Inspections that rows may state which cannot be read: of these none is taken for gone.
struct UnreadInspections {
    var rows = UnreadRows()
    var providers: Set<ProviderID> = []

    var isEmpty: Bool { rows.isEmpty }

    func mayHold(_ publication: StoredPublication, numbers: [String]) -> Bool {
        guard let provider = publication.providerID else { return false }
        if providers.contains(provider) { return true }
        let id = provider.text.drop { $0 != ":" }.dropFirst()
        return rows.mayState(
            words: [String(id), publication.providerName].compactMap(\.self), numbers: numbers,
            start: publication.dates.start)
    }
}
