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
        return written(text)
    }

    /// An instant, or a London day, which stands for its end; `nil` for anything else.
    package static func asOf(_ text: String) -> Date? {
        CalendarDate(iso: text).map(\.endInLondon) ?? written(text)
    }

    /// `2024-05-16T08:00:00Z`, where there is such a day and such a time: Foundation takes 25 o'clock for one o'clock
    /// of the day after.
    private static func written(_ text: String) -> Date? {
        let day = text.prefix(10)
        let rest = text.dropFirst(11)
        guard CalendarDate(iso: String(day)) != nil, let instant = try? Date(text, strategy: .iso8601) else {
            return nil
        }
        // The time, then the offset of its zone, where it has one.
        let isPossible = rest.split { "+-Z".contains($0) }.allSatisfy { clock in
            let parts = clock.split(separator: ":").map { Double($0) ?? .infinity }
            return zip(parts, [24.0, 60, 60]).allSatisfy { $0 < $1 }
        }
        return isPossible ? instant : nil
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
