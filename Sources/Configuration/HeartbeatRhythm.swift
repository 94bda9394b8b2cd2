package import Foundation
import Inspections

/// How often a receiver hears that all is well; the raw value is the word of the configuration.
package enum HeartbeatRhythm: String, CaseIterable, Sendable {
    case daily, weekly, monthly

    /// What tells one day, week or month of London from another: `2026-11-30`, the week's Monday, `2026-11`.
    package func period(at now: Date) -> String? {
        guard let day = CalendarDate(london: now) else { return nil }
        switch self {
        case .daily: return day.iso
        // The first day of 1970 was a Thursday.
        case .weekly: return CalendarDate(daysSinceEpoch: day.daysSinceEpoch - (day.daysSinceEpoch + 3) % 7)?.iso
        case .monthly: return String(day.iso.prefix(7))
        }
    }
}
