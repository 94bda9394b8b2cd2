import Foundation
import History
import Inspections

extension SitePoll {
    /// What operators should hear where a provider's page stated ratings in its markup, and states none that can be read.
    func noteLost(
        _ ratings: Outcome?, of page: ProviderPage, source: StatingSource, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        guard page.isRead else { return [] }
        let stated = try history.publications(
            feed: page.feed, identityPrefix: (page.urn ?? page.path) + "/ratings/")
        guard let id = stated.last(where: { $0.state == .read })?.providerID else { return [] }
        let areas = ratings == nil ? [] : try history.areasGraded(of: id, feed: page.feed)
        let provider = Provider(id: id, name: page.name, kind: Provider.unknownKind)
        let lost = LostRatings(recorder: recorder, feed: page.feed, source: source, isByArea: false)
        return try lost.note(
            [LostRatings.Look(provider: provider, areas: areas)], isFirst: false, at: now, in: history)
    }
}
