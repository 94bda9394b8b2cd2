import Foundation
import Text

/// Dates as feeds write them: W3C (ISO 8601, RFC 3339) and mail (RFC 822, 850, 2822, asctime), whole and broken.
enum FeedDate {
    /// `nil` for what is no date; a date without zone is taken for UTC, one without time for midnight.
    static func parse(_ text: String?) -> Date? {
        guard let text = text?.trimmed, !text.isEmpty, text.utf8.count < 100 else { return nil }
        return (W3CDate(text)?.moment ?? MailDate(text)?.moment)?.date
    }
}
