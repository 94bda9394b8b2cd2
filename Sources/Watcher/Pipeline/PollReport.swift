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
    /// When there is something to do for this feed again; `nil` for never.
    package let nextDue: Date?
}
