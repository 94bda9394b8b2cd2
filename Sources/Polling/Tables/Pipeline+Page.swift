import Configuration
import Feeds
import Foundation
import History
import System
import Text

extension Pipeline {
    /// The same for a feed whose items state the grades themselves, as the rows of a table do.
    func run(
        _ feed: FeedConfiguration, as stating: (scheme: String, providerKind: String)
    ) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let before = try await history.read("read a feed's state") { try state(of: feed, in: $0) }
        let fetched = await listings.fetch(feed, state: before, now: now)
        if Task.isCancelled { return .stopped(feed.name) }
        return try await finish(feed) { update, now, spread, history in
            var tally = TableTally()
            let result = try update.apply(fetched, to: before, at: now, spread: spread) { document, mark, answer in
                let source = StatingSource(
                    url: AddressText.base(before.address), title: document.title,
                    sha256: String(mark.prefix { $0 != "/" }),
                    media: feed.kind.accept)
                let table = TableRecorder(
                    recorder: recorder, feed: feed.name, scheme: stating.scheme, providerKind: stating.providerKind,
                    source: source, isBaseline: before.baselineAt == nil && feed.firstPoll == .baseline,
                    silentUntil: before.silentUntil, reader: String(mark.drop { $0 != "/" }),
                    isFirst: before.baselineAt == nil)
                for inspection in document.inspections {
                    try table.record(inspection, at: now, into: &tally, in: history)
                }
                try table.finish(at: now, into: &tally, in: history)
                tally.isPartlyRead = !document.complaints.isEmpty
                tally.alerts += try table.noteLost(
                    document.graded, complaints: document.complaints, at: now, in: history)
                try settle(feed, into: &tally, at: now, in: history)
                let items = document.inspections.count
                return update.recorded(
                    StatedReading(
                        source: source, unit: "items", rows: items, faults: document.complaints + tally.doubts),
                    mark: mark, tally: tally, result: "\(items) items with grades", answer: answer, to: before, at: now,
                    spread: spread)
            }
            var complaints: [String] = []
            if case .read(let document, _, _) = fetched { complaints = document.complaints }
            return (result, tally, complaints)
        }
    }
}
