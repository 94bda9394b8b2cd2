package import Foundation
import Text
import YAML

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

extension ActiveWindow {
    /// Reads `Mon-Fri 06:00-22:00 Europe/London`; without days it opens on each. Reports a problem for anything else.
    init?(_ node: YAMLNode) {
        guard let text = node.text() else { return nil }
        var words = text.split(separator: " ").map(String.init)
        // "Mon-Fri, Sun" and "Mon-Fri,Sun" are the same.
        while words.count > 3, words[0].hasSuffix(",") { words[0] += words.remove(at: 1) }
        guard words.count == 2 || words.count == 3, let zoneName = words.last, !zoneName.contains(":") else {
            node.problem("must be days, hours and a time zone, as in Mon-Fri 06:00-22:00 Europe/London")
            return nil
        }
        let days = words.count == 3 ? ActiveWindow.days(words[0], node) : Weekday.allCases
        let hours = ActiveWindow.hours(words[words.count - 2], node)
        let zone = ActiveWindow.zone(zoneName, node)
        guard let days, let hours, let zone else { return nil }
        self.init(days: Set(days), opens: hours.opens, closes: hours.closes, zone: zone)
    }

    private static func days(_ text: String, _ node: YAMLNode) -> [Weekday]? {
        var days: [Weekday] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(named: String($0)) }
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else {
                node.problem("\"\(part)\" is not a day or a range of days; write Mon, Mon-Fri or Mon,Wed,Sat-Sun")
                return nil
            }
            days += first.through(last)
        }
        return days
    }

    private static func hours(_ text: String, _ node: YAMLNode) -> (opens: Int, closes: Int)? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens < 1440, closes > 0 else {
            node.problem("\"\(text)\" is not a range of hours; write 06:00-22:00, or 22:00-06:00 for a night")
            return nil
        }
        if opens == closes {
            node.problem("\"\(text)\" is never open; write 00:00-24:00 for the whole day")
            return nil
        }
        return (opens, closes)
    }

    /// Minute of the day, 0 to 1440.
    static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, (1...2).contains(parts[0].count),
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    static func zone(_ name: String, _ node: YAMLNode) -> TimeZone? {
        // Foundation also takes EST or GMT+3, which know no daylight-saving time.
        if name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) { return zone }
        let near = NearestName.of(name, among: TimeZone.knownTimeZoneIdentifiers).map { "; did you mean \"\($0)\"?" }
        node.problem("\"\(name)\" is not a known time zone" + (near ?? "; write one such as Europe/London, or UTC"))
        return nil
    }
}

/// A day of the week; the raw value is its English name, as feeds write it.
package enum Weekday: String, Sendable, Hashable, CaseIterable {
    case sunday = "Sunday"
    case monday = "Monday"
    case tuesday = "Tuesday"
    case wednesday = "Wednesday"
    case thursday = "Thursday"
    case friday = "Friday"
    case saturday = "Saturday"

    /// As the configuration writes it: `Sun`.
    package var shortName: String { String(rawValue.prefix(3)) }

    /// Reads `Sunday` or `Sun`, in upper or lower case; `nil` for anything else.
    init?(named name: String) {
        let day = Weekday.allCases.first {
            [$0.rawValue.lowercased(), $0.shortName.lowercased()].contains(name.lowercased())
        }
        guard let day else { return nil }
        self = day
    }

    /// The day that many whole days after 1970-01-01, a Thursday.
    package init(daysSince1970 days: Int) { self = Weekday.thursday.advanced(by: days) }

    package func advanced(by days: Int) -> Weekday { Weekday.allCases[((position + days) % 7 + 7) % 7] }

    /// This day and those after it, up to `last`, over the end of the week if need be.
    package func through(_ last: Weekday) -> [Weekday] {
        (0...((last.position - position + 7) % 7)).map(advanced)
    }

    private var position: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}
