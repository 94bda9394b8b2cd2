package import Foundation
package import History
package import Logging

/// What one run over a feed came to.
package struct PollReport: Sendable {
    let feed: String
    /// One readable phrase: `3 new publications`, `unchanged`, or what went wrong.
    package let result: String
    package let failed: Bool
    /// True where the publisher had nothing new to say.
    package let isUnchanged: Bool
    /// Alerts recorded, in order of sequence.
    package let alerts: [StoredAlert]
    /// What the operator should read of single documents.
    package let complaints: [String]
    /// How many more documents there are to read of.
    package let otherComplaints: Int
    /// True where documents that were never tried may be left.
    package let hasMore: Bool
    /// When there is something to do for this feed again; `nil` for never.
    package let nextDue: Date?
    /// How far a long poll has come; `nil` where there is no more to do for now.
    package var progress: SiteProgress?

    /// A poll that brought nothing is not worth a line in the journal.
    package var level: Logger.Level { failed ? .warning : isUnchanged && alerts.isEmpty ? .debug : .info }

    /// A run that a stop has cut short: nothing was recorded.
    static func stopped(_ feed: String) -> PollReport {
        PollReport(
            feed: feed, result: "stopped", failed: false, isUnchanged: true, alerts: [], complaints: [],
            otherComplaints: 0, hasMore: false, nextDue: nil)
    }
}
