import Foundation
import History
import Logging

/// What one run over a feed came to.
struct PollReport: Sendable {
    let feed: String
    /// One readable phrase: `3 new publications`, `unchanged`, or what went wrong.
    let result: String
    let failed: Bool
    /// True where the publisher had nothing new to say.
    let isUnchanged: Bool
    /// Alerts recorded, in order of sequence.
    let alerts: [StoredAlert]
    /// What the operator should read of single documents.
    let complaints: [String]
    /// How many more documents there are to read of.
    let otherComplaints: Int
    /// True where documents that were never tried may be left.
    let hasMore: Bool
    /// When there is something to do for this feed again; `nil` for never.
    let nextDue: Date?

    /// A poll that brought nothing is not worth a line in the journal.
    var level: Logger.Level { failed ? .warning : isUnchanged && alerts.isEmpty ? .debug : .info }

    /// A run that a stop has cut short: nothing was recorded.
    static func stopped(_ feed: String) -> PollReport {
        PollReport(
            feed: feed, result: "stopped", failed: false, isUnchanged: true, alerts: [], complaints: [],
            otherComplaints: 0, hasMore: false, nextDue: nil)
    }
}
