package import Foundation
import YAML

/// When the alerts to a receiver go out together, by the wall clocks of one place. Pure.
package struct DigestSchedule: Sendable, Hashable {
    /// `nil` for every day.
    package let day: Weekday?
    /// Minute of the day, 0 to 1439.
    package let minute: Int
    package let zone: TimeZone

    package init(day: Weekday?, minute: Int, zone: TimeZone) {
        self.day = day
        self.minute = minute
        self.zone = zone
    }

    /// The instant itself where a digest goes out then, else the next at which one does.
    package func first(from instant: Date) -> Date {
        let today = wallDay(of: instant)
        return (today - 1...today + 8).lazy.compactMap(digest).first { $0 >= instant } ?? instant
    }

    /// The instant itself where a digest goes out then, else the last at which one did.
    package func last(until instant: Date) -> Date {
        let today = wallDay(of: instant)
        return (today - 8...today + 1).reversed().lazy.compactMap(digest).first { $0 <= instant } ?? instant
    }

    /// The next instant at which one goes out, be it a moment away.
    package func next(after instant: Date) -> Date { first(from: last(until: instant).addingTimeInterval(1)) }

    /// On the day that many days after 1970-01-01; `nil` where it is another day of the week.
    ///
    /// A time that the clocks leave out is where they jump; one that comes twice counts the first time.
    private func digest(on wallDay: Int) -> Date? {
        if let day, day != Weekday(daysSince1970: wallDay) { return nil }
        let wall = Double(wallDay) * 86400 + Double(minute) * 60
        let before = Date(timeIntervalSince1970: wall - offset(at: Date(timeIntervalSince1970: wall - 86400)))
        let after = Date(timeIntervalSince1970: wall - offset(at: before))
        if before == after { return before }
        let again = Date(timeIntervalSince1970: wall - offset(at: after))
        if after == again { return after }
        return zone.nextDaylightSavingTimeTransition(after: min(before, after)) ?? after
    }

    private func wallDay(of instant: Date) -> Int {
        Int(((instant.timeIntervalSince1970 + offset(at: instant)) / 86400).rounded(.down))
    }

    /// Seconds that the clocks are ahead of UTC.
    private func offset(at instant: Date) -> Double { Double(zone.secondsFromGMT(for: instant)) }
}

extension DigestSchedule {
    private enum Rhythm: String, CaseIterable { case day, week }

    /// Reads `{every: week, day: Monday, at: 07:30, zone: Europe/London}`.
    init?(_ node: YAMLNode) {
        guard let mapping = node.mapping(keys: ["every", "day", "at", "zone"]) else { return nil }
        let rhythm = mapping.required("every")?.choice(Rhythm.self)
        let minute = mapping.required("at").flatMap(DigestSchedule.minute)
        let zone = mapping.required("zone").flatMap { node in node.text().flatMap { ActiveWindow.zone($0, node) } }
        var day: Weekday?
        switch rhythm {
        case .week: day = mapping.required("day").flatMap(DigestSchedule.weekday)
        case .day: mapping["day"]?.problem("\"day\" is only for \"every: week\"")
        case nil: break
        }
        guard let rhythm, let minute, let zone, rhythm == .day || day != nil else { return nil }
        self.init(day: day, minute: minute, zone: zone)
    }

    private static func minute(_ node: YAMLNode) -> Int? {
        guard let text = node.text() else { return nil }
        if let minute = ActiveWindow.minute(text[...]), minute < 1440 { return minute }
        node.problem("\"\(text)\" is not a time of day; write 07:30")
        return nil
    }

    private static func weekday(_ node: YAMLNode) -> Weekday? {
        guard let text = node.text() else { return nil }
        if let day = Weekday(named: text) { return day }
        node.problem("\"\(text)\" is not a day of the week; write Monday or Mon")
        return nil
    }
}
