package import Foundation

extension CalendarDate {
    /// The day in London at an instant; a publication's date is a London date wherever the daemon runs.
    package init?(london instant: Date) {
        guard let zone = CalendarDate.london else { return nil }
        let seconds = instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))
        guard abs(seconds) < 1e12 else { return nil }
        self.init(daysSinceEpoch: Int((seconds / 86400).rounded(.down)))
    }

    private static let london = TimeZone(identifier: "Europe/London")
}

extension CalendarDate {
    /// The last instant of the day in London; `nil` where the time zone's data is missing.
    package var endInLondon: Date? {
        guard let zone = TimeZone(identifier: "Europe/London") else { return nil }
        let midnight = Double(daysSinceEpoch + 1) * 86_400
        // Of the two offsets around a change of clocks the one that holds at that midnight.
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: midnight))
        return Date(timeIntervalSince1970: midnight - Double(offset) - 0.001)
    }
}
