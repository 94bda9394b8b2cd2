import Configuration
package import Foundation

/// The hours and days, in UTC, at which a feed says that it has nothing new (`skipHours`, `skipDays` of RSS).
package struct SkippedTimes: Sendable, Hashable {
    /// 0 to 23.
    package let hours: Set<Int>
    /// English names: `Saturday`.
    package let days: Set<String>

    package init(hours: Set<Int>, days: Set<String>) {
        self.hours = hours
        self.days = days
    }

    package func contains(_ instant: Date) -> Bool {
        let hour = SkippedTimes.hoursSince1970(instant)
        let day = (Double(hour) / 24).rounded(.down)
        return hours.contains(hour - Int(day) * 24) || days.contains(Weekday(daysSince1970: Int(day)).rawValue)
    }

    /// The instant itself where it is not skipped, else the next full hour, skipped or not.
    package func firstChance(from instant: Date) -> Date {
        contains(instant)
            ? Date(timeIntervalSince1970: Double(SkippedTimes.hoursSince1970(instant) + 1) * 3600) : instant
    }

    private static func hoursSince1970(_ instant: Date) -> Int {
        Int((instant.timeIntervalSince1970 / 3600).rounded(.down))
    }
}
