import Configuration
package import Foundation
import Inspections
import YAML

/// Reads the value of `--since`: a London day from its beginning, an instant, or a duration back from now.
package enum SinceText {
    /// `2024-05-16`, `2024-05`, `2024`, `2024-05-16T08:00:00Z`, `7d`, `2w` or `1y`, which is 365 days; `nil` for
    /// anything else, and for `1m`, by which some mean a month.
    package static func instant(_ text: String, now: Date) -> Date? {
        for (unit, days, most) in [("w", 7.0, 52_000), ("y", 365, 1_000)] where text.hasSuffix(unit) {
            guard let count = Int(text.dropLast()), (0...most).contains(count) else { continue }
            return now.addingTimeInterval(-Double(count) * days * 86400)
        }
        if DurationText.monthOrMinute(text) != nil { return nil }
        // A month or a year is meant from its first day on.
        for rest in ["-01", "-01-01"] where text.utf8.count + rest.utf8.count == 10 {
            if let day = CalendarDate(iso: text + rest) { return day.startInLondon }
        }
        if let day = CalendarDate(iso: text) { return day.startInLondon }
        if let seconds = DurationText.seconds(text) { return now.addingTimeInterval(-seconds) }
        return InstantText.instant(text)
    }

    /// What to say to a user whose text is none of these; `nil` for one that is.
    package static func mistake(_ text: String, now: Date) -> String? {
        if instant(text, now: now) != nil { return nil }
        if let doubt = DurationText.monthOrMinute(text) { return "--since: \(doubt), or a month such as 2024-05" }
        return
            "--since takes a date, an instant or a duration back from now: 2024-05-16, 2024-05, 2024, 2024-05-16T08:00:00Z, 7d, 2w, 1y"
    }
}
