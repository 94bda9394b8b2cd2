import Configuration
import Delivery
import Foundation
import History
import Inspections
package import Polling
package import Queries
package import Text

extension Setup {
    /// `ratingwatch replay`; `since` as `SinceText` reads it; `isRecorded`: what differs goes into the record, and to
    /// the readers;
    /// `progress` hears how many documents are done.
    package func replay(
        since: String?, isRecorded: Bool, style: TerminalStyle, progress: @Sendable (ReplayProgress) -> Void
    ) async throws -> Answer {
        guard let recorded = try History(readingAt: configuration.record) else { return nothingYet(isGood: true) }
        let replay = Replay(
            history: recorded, documents: configuration.archive(beside: recorded), reports: reports)
        var report = try await replay.run(
            since: since.flatMap { SinceText.instant($0, now: Date()) }, progress: progress)
        if !report.readings.isEmpty {
            report.told = try await tell(report.readings, isRecorded: isRecorded)
            report.isRecorded = isRecorded
            if isRecorded, !report.told.isEmpty { report.complaints.append(await wakeDeliveries()) }
        }
        let complaints = report.complaints.joined(separator: "\n")
        return Answer(report.text(style), complaint: complaints.isEmpty ? nil : complaints)
    }

    /// What readers hear of documents that read otherwise today; without `isRecorded` it is found out and undone.
    private func tell(_ readings: [(StoredPublication, Outcome)], isRecorded: Bool) async throws -> [String] {
        guard let history = try historyToChange else { return [] }
        if isRecorded { _ = try await LogReconciliation(configuration).run(on: history) }
        let recorder = Recorder(configuration, reports: reports)
        let feeds = configuration.feeds
        let now = Date()
        return try await history.rehearse("record what documents state today", keeps: isRecorded) { history in
            var recording = Recording()
            for (publication, outcome) in readings {
                _ = try recorder.take(
                    .outcome(outcome, validators: nil), of: publication, isReadAgain: true, at: now, jitter: 0,
                    into: &recording, in: history)
            }
            var raised = recording.alerts
            for feed in feeds { raised += try recorder.settle(feed, at: now, in: history).alerts }
            return raised.map(\.line)
        }
    }
}
