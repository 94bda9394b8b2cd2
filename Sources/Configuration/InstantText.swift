package import Foundation
import Inspections
import YAML

/// Dates and instants as users write them: `2024-05-16`, `2024-05-16T08:00:00Z`.
package enum InstantText {
    /// A date stands for its beginning in UTC; `nil` for anything else.
    package static func instant(_ text: String) -> Date? {
        if let date = CalendarDate(iso: text) {
            return Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86400)
        }
        return try? Date(text, strategy: .iso8601)
    }

    /// An instant, or a London day, which stands for its end; `nil` for anything else.
    package static func asOf(_ text: String) -> Date? {
        CalendarDate(iso: text).map(\.endInLondon) ?? (try? Date(text, strategy: .iso8601))
    }
}

extension YAMLNode {
    /// A date, from its beginning in UTC, or an instant.
    func instant() -> Date? {
        guard let instant = scalar.flatMap(InstantText.instant) else {
            mustBe("a date or an instant such as 2026-12-01 or 2026-12-01T08:00:00Z")
            return nil
        }
        return instant
    }
}
