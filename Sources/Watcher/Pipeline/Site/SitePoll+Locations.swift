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
        var tally = TableTally()
        for (number, inspection) in document.inspections.enumerated() {
            let isCurrent = number == document.inspections.count - 1
            let isOld = !page.isRead && (inspection.published ?? .distantPast) <= baselineDay
            let table = TableRecorder(
                recorder: recorder, feed: feed.name, scheme: "cqc", providerKind: "care-service",
                source: StatingSource(url: page.address, title: nil, sha256: bodyHash, media: "application/json"),
                isBaseline: !isCurrent || (isOld && feed.firstPoll == .baseline), reader: "", isFirst: !page.isRead)
            try table.record(inspection, at: now, into: &tally, in: history)
            if isCurrent { try table.finish(at: now, into: &tally, in: history) }
        }
        return tally
    }
}
