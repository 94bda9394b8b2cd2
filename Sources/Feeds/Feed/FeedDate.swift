import Foundation
import Inspections
import Text

/// Dates as feeds write them: W3C (ISO 8601, RFC 3339) and mail (RFC 822, 850, 2822, asctime), whole and broken.
enum FeedDate {
    /// `nil` for what is no date; a date without zone is taken for UTC, one without time for midnight. The first
    /// instant of 1970 is what programs write who have none.
    static func parse(_ text: String?) -> Date? {
        guard let text = text?.trimmed, !text.isEmpty, text.utf8.count < 100,
            let date = (W3CDate(text)?.moment ?? MailDate(text)?.moment)?.date
        else { return nil }
        return date == Date(timeIntervalSince1970: 0) ? nil : date
    }
}

/// `2003-12-31T10:14:55Z` and the shorter forms of ISO 8601, of days by their number in the year too.
struct W3CDate {
    let moment: Moment

    init?(_ text: String) {
        var scanner = DateScanner(text)
        guard let day = W3CDate.day(&scanner) else { return nil }
        guard !scanner.isAtEnd else {
            moment = Moment(day: day)
            return
        }
        guard scanner.take("Tt \t\n") else { return nil }
        scanner.skipSpace()
        guard let hour = scanner.number(), let time = TimeOfDay(hour: hour, &scanner) else { return nil }
        scanner.skipSpace()
        guard let zone = scanner.isAtEnd ? .utc : ZoneOffset(&scanner), scanner.isAtEnd else { return nil }
        moment = Moment(day: day, time: time, zone: zone)
    }

    private static func day(_ scanner: inout DateScanner) -> CalendarDate? {
        let isShort = scanner.take("-")
        guard let first = scanner.number() else { return nil }
        var rest: [Int] = []
        var lastDigits = first.digits
        while rest.count < 2, scanner.take("-") {
            guard let part = scanner.number() else { return nil }
            rest.append(part.value)
            lastDigits = part.digits
        }
        let value = first.value
        switch (rest.count, first.digits) {
        case (2, 4): return CalendarDate(year: value, month: rest[0], day: rest[1])
        case (2, 2): return CalendarDate(year: century(value), month: rest[0], day: rest[1])
        case (1, 4) where lastDigits == 3: return dayOfYear(value, rest[0])
        case (1, 4): return CalendarDate(year: value, month: rest[0], day: 1)
        case (1, 2) where lastDigits == 3: return dayOfYear(century(value), rest[0])
        case (1, 2) where isShort: return CalendarDate(year: century(value), month: rest[0], day: 1)
        case (0, 8): return CalendarDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
        case (0, 7): return dayOfYear(value / 1_000, value % 1_000)
        case (0, 6): return CalendarDate(year: century(value / 10_000), month: value / 100 % 100, day: value % 100)
        case (0, 5): return dayOfYear(century(value / 1_000), value % 1_000)
        case (0, 4) where isShort: return CalendarDate(year: century(value / 100), month: value % 100, day: 1)
        case (0, 4): return CalendarDate(year: value, month: 1, day: 1)
        default: return nil
        }
    }

    /// The day with this number, from 1, in its year.
    private static func dayOfYear(_ year: Int, _ number: Int) -> CalendarDate? {
        var left = number
        for month in 1...12 {
            guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
            if let date = CalendarDate(year: year, month: month, day: left) { return date }
            let next = CalendarDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
            left -= (next?.daysSinceEpoch ?? 0) - first.daysSinceEpoch
        }
        return nil
    }

    /// The year that two digits stand for.
    static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}
