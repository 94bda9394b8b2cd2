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
