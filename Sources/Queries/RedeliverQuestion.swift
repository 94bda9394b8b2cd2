package import Foundation
package import History

/// Which deliveries are to begin anew, in the user's own words.
package struct RedeliverQuestion: Sendable {
    /// An alert's id, the beginning of one, or its number.
    package let alert: String?
    package let since: String?
    package let failedOnly: Bool

    package init(alert: String?, since: String?, failedOnly: Bool) {
        self.alert = alert
        self.since = since
        self.failedOnly = failedOnly
    }

    /// Says what cannot be asked for; `nil` where all can.
    package func mistake(now: Date) -> String? {
        if (alert == nil) == (since == nil) { return "give either the id of an alert or --since" }
        return since.flatMap { SinceText.mistake($0, now: now) }
    }

    /// Why nothing is sent again.
    package func nothing(of alert: StoredAlert?) -> String {
        let which = alert.map { "of alert \($0.sequence), \($0.id), " } ?? ""
        return failedOnly
            ? "nothing \(which)has failed on its way to a webhook or a mail receiver of the configuration"
            : "nothing \(which)was for a webhook or a mail receiver of the configuration; logs get nothing again"
    }

    package func instant(now: Date) -> Date? { since.flatMap { SinceText.instant($0, now: now) } }
}
