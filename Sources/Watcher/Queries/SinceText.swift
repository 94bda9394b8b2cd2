package import Foundation
import Inspections

/// Reads the value of `--since`: a date, an instant, or a duration back from now.
package enum SinceText {
    /// `2024-05-16`, `2024-05-16T08:00:00Z` or `7d`; `nil` for anything else.
    package static func instant(_ text: String, now: Date) -> Date? {
        if let seconds = DurationText.seconds(text) { return now.addingTimeInterval(-seconds) }
        if let date = CalendarDate(iso: text) {
            return Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86400)
        }
        return try? Date(text, strategy: .iso8601)
    }
}
