package import Foundation

/// The hours of the week, by the wall clocks of one place, at which a feed may be polled, or a receiver gets nothing.
package struct ActiveWindow: Sendable, Hashable {
    /// The days on which it opens.
    package let days: Set<Weekday>
    /// Minute of the day, 0 to 1439.
    package let opens: Int
    /// Minute of the day, 1 to 1440; before `opens` it is a minute of the next day.
    package let closes: Int
    package let zone: TimeZone

    package init(days: Set<Weekday>, opens: Int, closes: Int, zone: TimeZone) {
        self.days = days
        self.opens = opens
        self.closes = closes
        self.zone = zone
    }

    package func contains(_ instant: Date) -> Bool {
        let (day, second) = wallClock(at: instant)
        let (start, end) = (Double(opens * 60), Double(closes * 60))
        if start < end { return days.contains(day) && second >= start && second < end }
        return days.contains(day) && second >= start || days.contains(day.advanced(by: -1)) && second < end
    }

    /// The instant itself, or the next at which the window opens.
    package func firstOpen(from instant: Date) -> Date {
        var candidate = instant
        // Between two changes of the clocks wall time runs evenly, so the opening is simple to reckon.
        while !contains(candidate), let wait = secondsToOpening(at: candidate) {
            let opening = candidate.addingTimeInterval(wait)
            let change = zone.nextDaylightSavingTimeTransition(after: candidate)
            candidate = change.map { min($0, opening) } ?? opening
        }
        return candidate
    }

    /// When the window closes that the instant lies in; `nil` where it lies in none, and for one that never closes.
    package func end(at instant: Date) -> Date? {
        guard !isAlwaysOpen, contains(instant) else { return nil }
        var candidate = instant
        while contains(candidate) {
            let second = wallClock(at: candidate).second
            let wait = Double(closes * 60) - second
            let closing = candidate.addingTimeInterval(wait > 0 ? wait : wait + 86400)
            let change = zone.nextDaylightSavingTimeTransition(after: candidate)
            candidate = change.map { min($0, closing) } ?? closing
        }
        return candidate
    }

    package var isAlwaysOpen: Bool { days.count == 7 && opens == 0 && closes == 1440 }

    /// By clocks that do not change; `nil` for a window that opens on no day.
    private func secondsToOpening(at instant: Date) -> Double? {
        let (day, second) = wallClock(at: instant)
        return (0...7).lazy.filter { days.contains(day.advanced(by: $0)) }
            .map { Double($0) * 86400 + Double(opens * 60) - second }.first { $0 > 0 }
    }

    /// The day and its second that the clocks of the place show.
    private func wallClock(at instant: Date) -> (day: Weekday, second: Double) {
        let wall = instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))
        let days = (wall / 86400).rounded(.down)
        return (Weekday(daysSince1970: Int(days)), wall - days * 86400)
    }
}
