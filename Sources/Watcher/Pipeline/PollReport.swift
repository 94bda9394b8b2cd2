package import Foundation
package import History

/// What one run over a feed came to.
package struct PollReport: Sendable {
    package let feed: String
    /// One readable phrase: `3 new publications`, `unchanged`, or what went wrong.
    package let result: String
    package let failed: Bool
    /// Alerts recorded, in order of sequence.
    package let alerts: [StoredAlert]
    /// True where documents are left that are due at once.
    let hasMore: Bool
    /// When there is something to do for this feed again; `nil` for never.
    package let nextDue: Date?

    /// A run that a stop has cut short: nothing was recorded.
    static func stopped(_ feed: String) -> PollReport {
        PollReport(feed: feed, result: "stopped", failed: false, alerts: [], hasMore: false, nextDue: nil)
    }
}
