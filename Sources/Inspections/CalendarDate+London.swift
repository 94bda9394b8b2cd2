package import Foundation

extension CalendarDate {
    /// The day in London at an instant; a publication's date is a London date wherever the daemon runs.
    package init?(london instant: Date) {
        guard let zone = TimeZone(identifier: "Europe/London") else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
