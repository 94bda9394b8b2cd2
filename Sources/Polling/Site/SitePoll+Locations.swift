import Configuration
import Feeds
import Foundation
import History
import Inspections

extension SitePoll {
    /// Records the ratings that a location states. Those of before the current ones only complete its history; and where it is read
    /// for the first time, what was published by the day of the baseline is no news.
    func record(
        _ document: FeedDocument, of page: ProviderPage, feed: FeedConfiguration, bodyHash: String, before: FeedState,
        at now: Date, in history: HistoryTransaction
    ) throws -> TableTally {
        let baselineDay =
            (before.silentBefore ?? before.baselineAt).flatMap { CalendarDate(london: $0) } ?? .distantFuture
        let source = StatingSource(url: page.address, title: nil, sha256: bodyHash, media: "application/json")
        let last = Dictionary(
            document.inspections.indices.map { (document.inspections[$0].providerID, $0) }, uniquingKeysWith: max)
        var tally = TableTally()
        for (number, inspection) in document.inspections.enumerated() {
            let isCurrent = last[inspection.providerID] == number
            let isOld = !page.isRead && (inspection.published ?? .distantPast) <= baselineDay
            let isRenamed = try page.isRead && isKnownUnderAnotherName(inspection, in: document, feed: feed, history)
            let table = TableRecorder(
                recorder: recorder, feed: feed.name, scheme: "cqc", providerKind: "care-service", source: source,
                isBaseline: !isCurrent || isRenamed || (isOld && feed.firstPoll == .baseline), reader: "",
                isFirst: !page.isRead)
            try table.record(inspection, at: now, into: &tally, in: history)
            if number == document.inspections.count - 1 { try table.finish(at: now, into: &tally, in: history) }
        }
        tally.alerts += try noteLost(document, of: page, feed: feed, source: source, at: now, in: history)
        return tally
    }

    /// True for what a service group states for the first time, where another one of the location, or the location itself, stated the
    /// same of that day and does so no longer: the group has another name now, which is no news for readers.
    private func isKnownUnderAnotherName(
        _ inspection: TableInspection, in document: FeedDocument, feed: FeedConfiguration, _ history: HistoryTransaction
    ) throws -> Bool {
        guard let id = inspection.providerID, let end = id.firstIndex(of: "/") else { return false }
        let location = ProviderID("cqc:" + id[..<end])
        if try !history.areasGraded(of: ProviderID("cqc:" + id), feed: feed.name).isEmpty { return false }
        let others = try [location] + history.providersStated(idPrefix: location.text + "/", feed: feed.name)
        return try history.statements(of: Set(others), sources: recorder.sources).contains { known in
            known.published == inspection.published && known.judgements.count == inspection.judgements.count
                && inspection.judgements.allSatisfy { known.grade(of: $0.area) == $0.grade }
                && !document.inspections.contains {
                    "cqc:" + ($0.providerID ?? "") == known.provider.text && $0.published == known.published
                }
        }
    }

    /// What operators should hear of ratings that the location stated, and states no longer.
    private func noteLost(
        _ document: FeedDocument, of page: ProviderPage, feed: FeedConfiguration, source: StatingSource, at now: Date,
        in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let lost = LostRatings(
            recorder: recorder, feed: feed.name, source: source, isByArea: true, complaints: document.complaints)
        var looks = document.graded.map { graded in
            LostRatings.Look(
                provider: Provider(
                    id: ProviderID("cqc:" + (graded.id ?? "")), name: graded.name ?? page.name, kind: "care-service"),
                areas: graded.areas)
        }
        // Service groups that are not there at all.
        for location in looks.map(\.provider) {
            for id in try history.providersStated(idPrefix: location.id.text + "/", feed: feed.name)
            where !looks.contains(where: { $0.provider.id == id }) {
                looks.append(
                    LostRatings.Look(provider: Provider(id: id, name: id.text, kind: "care-service"), areas: []))
            }
        }
        return try lost.note(looks, isFirst: !page.isRead, at: now, in: history)
            + lost.note(unknown: document.unknownRatings, named: document.title, at: now, in: history)
    }
}
