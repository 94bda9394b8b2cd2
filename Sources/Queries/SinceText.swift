import Configuration
package import Foundation
import YAML

/// Reads the value of `--since`: a date, an instant, or a duration back from now.
package enum SinceText {
    /// `2024-05-16`, `2024-05-16T08:00:00Z`, `7d` or `1y`, which is 365 days; `nil` for anything else.
    package static func instant(_ text: String, now: Date) -> Date? {
        if text.hasSuffix("y"), let years = Int(text.dropLast()), (0...1000).contains(years) {
            return now.addingTimeInterval(Double(-years) * 365 * 86400)
        }
        if let seconds = DurationText.seconds(text) { return now.addingTimeInterval(-seconds) }
        return InstantText.instant(text)
    }

    /// What to say to a user whose text is none of these; `nil` for one that is.
    package static func mistake(_ text: String, now: Date) -> String? {
        if instant(text, now: now) != nil { return nil }
        return "--since takes a date, an instant or a duration back from now: 2024-05-16, 2024-05-16T08:00:00Z, 7d, 1y"
    }
}
