import Configuration
import Feeds
import Foundation
import History
import Inspections
import Text

/// A source whose items state the grades themselves, as the rows of a table do: a page, or JSON.
struct ItemsStep: PollStep {
    let ids: StatedIDs

    let isUntried = true

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> FetchedListing {
        try await poll.listing(of: plan.feed, state: before, now: now)
    }

    func record(_ fetched: FetchedListing, in poll: PollTransaction) throws -> StepOutcome {
        try poll.keepPages(of: fetched)
        var tally = TableTally()
        var complaints: [String] = []
        let jitter = poll.jitter()
        let result = try poll.update.apply(fetched, to: poll.before, at: poll.now, jitter: jitter) {
            document, mark, answer in
            complaints = document.complaints
            let source = StatingSource(
                url: AddressText.base(poll.before.address), title: document.title,
                sha256: String(mark.prefix { $0 != "/" }),
                media: poll.feed.source.accept)
            let rows = try poll.rows(of: source, mark: mark, ids: ids)
            for inspection in document.inspections {
                try rows.record(inspection, at: poll.now, into: &tally, in: poll.history)
            }
            try rows.finish(at: poll.now, into: &tally, in: poll.history)
            tally.unread = try rows.unread(document.unread, in: poll.history)
            tally.alerts += try rows.noteLost(
                document.graded, complaints: document.complaints, at: poll.now, in: poll.history)
            try poll.settle(into: &tally)
            let items = document.inspections.count
            return poll.update.recorded(
                StatedReading(source: source, unit: "items", rows: items, faults: document.complaints + tally.doubts),
                mark: mark, tally: tally, result: "\(items) items with grades", answer: answer, to: poll.before,
                at: poll.now, jitter: jitter)
        }
        return try poll.conclude(result, stating: tally, complaints)
    }
}
