import Feeds
import Foundation
import History
import Inspections

extension TableRecorder {
    /// What operators should hear of those whose rows or items stated grades, and state none that can be read.
    func noteLost(
        _ graded: [GradedProvider], complaints: [String] = [], at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        if isFirst { return [] }
        // One provider may have many rows.
        var looks: [ProviderID: LostRatings.Look] = [:]
        for one in graded {
            guard let provider = try provider(id: one.id, name: one.name, in: history) else { continue }
            let areas = one.areas.union(looks[provider.id]?.areas ?? [])
            looks[provider.id] = LostRatings.Look(provider: provider, areas: areas)
        }
        let lost = LostRatings(recorder: recorder, feed: feed, source: source, isByArea: false)
        return try lost.note(
            looks.values.sorted { $0.provider.id < $1.provider.id }, isFirst: false, at: now, in: history)
    }
}
