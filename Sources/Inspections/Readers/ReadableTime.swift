package import Foundation
import Text

/// Instants as people read them, by the clocks of London, where the publications' days are.
package struct ReadableTime: Sendable {
    private let now: Date
    private static let london = TimeZone(identifier: "Europe/London")
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    package init(now: Date) { self.now = now }

    /// `today 10:46`, `yesterday 10:46`, `in 29 s`, `tomorrow 07:30`, `Monday 07:30`, else `2024-05-16 10:46`.
    package func text(_ instant: Date) -> String {
        if let wait = wait(until: instant) { return wait }
        guard let day = CalendarDate(london: instant), let today = CalendarDate(london: now) else {
            return instant.iso8601
        }
        let clock = ReadableTime.clock(instant)
        switch day.daysSinceEpoch - today.daysSinceEpoch {
        case 0: return "today \(clock)"
        case -1: return "yesterday \(clock)"
        case 1: return "tomorrow \(clock)"
        // The first day of 1970 was a Thursday.
        case 2...6: return "\(ReadableTime.weekdays[(day.daysSinceEpoch + 4) % 7]) \(clock)"
        default: return "\(day.iso) \(clock)"
        }
    }

    /// An instant as it is recorded.
    package func text(iso8601 text: String) -> String {
        (try? Date(text, strategy: .iso8601)).map(self.text) ?? text
    }

    /// The same with a word before what is not a wait: `of Monday 07:30`, but `in 5 min`.
    package func text(iso8601 text: String, after word: String) -> String {
        (try? Date(text, strategy: .iso8601)).flatMap(wait) ?? "\(word) \(self.text(iso8601: text))"
    }

    /// `in 29 s`; `nil` for what is past or more than an hour away.
    private func wait(until instant: Date) -> String? {
        let seconds = instant.timeIntervalSince(now)
        guard seconds > 0, seconds < 3600 else { return nil }
        let whole = Int(seconds.rounded(.up))
        return whole < 120 ? "in \(whole) s" : "in \(whole / 60) min"
    }

    /// `10:46`.
    private static func clock(_ instant: Date) -> String {
        let offset = london?.secondsFromGMT(for: instant) ?? 0
        let minute = Int((instant.timeIntervalSince1970 / 60).rounded(.down)) + offset / 60
        let ofDay = ((minute % 1440) + 1440) % 1440
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(ofDay / 60)):\(two(ofDay % 60))"
    }
}

extension CalendarDate {
    /// `26 February 2024`; `February 2024` for a month.
    package var inWords: String { "\(dayAndMonth) \(year)" }

    /// `26 February`.
    fileprivate var dayAndMonth: String { (isMonth ? "" : "\(day) ") + MonthName.full[month - 1] }
}

extension InspectionDates {
    /// `26 February to 8 March 2024`, `4 to 8 March 2024`, `4 March 2024`; `nil` where no day is known.
    package var inWords: String? {
        guard let start else { return end?.inWords }
        guard let end, end != start else { return start.inWords }
        if start.year != end.year { return "\(start.inWords) to \(end.inWords)" }
        if start.month != end.month || start.isMonth || end.isMonth { return "\(start.dayAndMonth) to \(end.inWords)" }
        return "\(start.day) to \(end.inWords)"
    }
}
