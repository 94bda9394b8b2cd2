package import Foundation

/// A day of the Gregorian calendar without time or zone, as inspections and publications print it; or a whole month,
/// where they print no day.
package struct CalendarDate: Hashable, Sendable, Comparable {
    package let year: Int
    package let month: Int
    /// 1 for a month.
    package let day: Int
    /// True where only the month is known.
    package let isMonth: Bool

    /// `nil` where no such day exists.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.daysIn(month: month, year: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// A whole month; `nil` where no such month exists.
    package init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.init(uncheckedYear: year, month: month, day: 1, isMonth: true)
    }

    /// Reads `YYYY-MM-DD` and `YYYY-MM`, as `iso` writes them; `nil` for anything else.
    package init?(dayOrMonth text: String) {
        guard text.utf8.count == 7 else {
            self.init(iso: text)
            return
        }
        guard let first = CalendarDate(iso: text + "-01") else { return nil }
        self.init(year: first.year, month: first.month)
    }

    /// Reads `YYYY-MM-DD`; `nil` for anything else.
    package init?(iso text: String) {
        var numbers = (year: 0, month: 0, day: 0)
        var position = 0
        for byte in text.utf8 {
            let digit = Int(byte) - 0x30
            switch position {
            case 4, 7: if byte != UInt8(ascii: "-") { return nil }
            case 0...9 where !(0...9).contains(digit): return nil
            case 0..<4: numbers.year = numbers.year * 10 + digit
            case 5..<7: numbers.month = numbers.month * 10 + digit
            case 8..<10: numbers.day = numbers.day * 10 + digit
            default: return nil
            }
            position += 1
        }
        if position != 10 { return nil }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    private init(uncheckedYear year: Int, month: Int, day: Int, isMonth: Bool = false) {
        self.year = year
        self.month = month
        self.day = day
        self.isMonth = isMonth
    }

    /// Before every date that a document can print.
    package static let distantPast = CalendarDate(uncheckedYear: 1, month: 1, day: 1)
    /// After every date that a document can print.
    package static let distantFuture = CalendarDate(uncheckedYear: 9999, month: 12, day: 31)

    /// `YYYY-MM-DD`; `YYYY-MM` for a month.
    package var iso: String {
        let length = isMonth ? 7 : 10
        return String(unsafeUninitializedCapacity: 10) { bytes in
            var position = 0
            func write(_ number: Int, _ width: Int) {
                var rest = number
                for place in stride(from: position + width - 1, through: position, by: -1) {
                    bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                position += width
                if position < 10 {
                    bytes[position] = UInt8(ascii: "-")
                    position += 1
                }
            }
            write(year, 4)
            write(month, 2)
            write(day, 2)
            return length
        }
    }

    /// A month comes after its days.
    package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.dayInOrder) < (b.year, b.month, b.dayInOrder)
    }

    private var dayInOrder: Int { isMonth ? 32 : day }

    /// The first of a month; the day itself where it is known.
    package var firstDay: CalendarDate { CalendarDate(uncheckedYear: year, month: month, day: day) }

    /// The last of a month; the day itself where it is known.
    package var lastDay: CalendarDate {
        isMonth
            ? CalendarDate(
                uncheckedYear: year, month: month, day: CalendarDate.daysIn(month: month, year: year)) : self
    }

    /// Where the date stands among others, as a number: days in order, each month behind its last day.
    package var place: Int { lastDay.daysSinceEpoch * 2 + (isMonth ? 1 : 0) }

    /// Days between the two; 0 between a month and each of its days.
    package func days(from other: CalendarDate) -> Int {
        max(
            0, daysSinceEpoch - other.lastDay.daysSinceEpoch, other.daysSinceEpoch - lastDay.daysSinceEpoch)
    }

    /// Days from 1970-01-01 to the day, or to the first of the month; negative before it.
    package var daysSinceEpoch: Int {
        // Howard Hinnant's days_from_civil, http://howardhinnant.github.io/date_algorithms.html
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
    }

    /// The inverse of `daysSinceEpoch`; `nil` beyond the years 1 to 9999.
    package init?(daysSinceEpoch days: Int) {
        // civil_from_days of the same page.
        let shifted = days + 719468
        let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
        let dayOfEra = shifted - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchBased = (5 * dayOfYear + 2) / 153
        let month = marchBased < 10 ? marchBased + 3 : marchBased - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * marchBased + 2) / 5 + 1)
    }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: Codable {
    private enum CodingKeys: String, CodingKey {
        case year, month, day, isMonth
    }

    /// What was kept before there were months has no `isMonth`.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let (year, month) = (try values.decode(Int.self, forKey: .year), try values.decode(Int.self, forKey: .month))
        let isMonth = try values.decodeIfPresent(Bool.self, forKey: .isMonth) ?? false
        let day = try values.decode(Int.self, forKey: .day)
        let found = isMonth ? CalendarDate(year: year, month: month) : CalendarDate(year: year, month: month, day: day)
        guard let found else {
            throw DecodingError.dataCorruptedError(forKey: .day, in: values, debugDescription: "no such day")
        }
        self = found
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(year, forKey: .year)
        try values.encode(month, forKey: .month)
        try values.encode(day, forKey: .day)
        if isMonth { try values.encode(true, forKey: .isMonth) }
    }
}

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
    /// The first instant of the day in London; `nil` where the time zone's data is missing.
    package var startInLondon: Date? {
        guard let zone = CalendarDate.london else { return nil }
        let midnight = Double(daysSinceEpoch) * 86_400
        // Of the two offsets around a change of clocks the one that holds at that midnight.
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: midnight))
        return Date(timeIntervalSince1970: midnight - Double(offset))
    }

    /// The last instant of the day in London; `nil` where the time zone's data is missing.
    package var endInLondon: Date? {
        CalendarDate(daysSinceEpoch: daysSinceEpoch + 1)?.startInLondon?.addingTimeInterval(-0.001)
    }
}

/// The days of an inspection, as far as they are known, on a line of days.
struct DayRange: Hashable, Sendable {
    let first: Int
    let last: Int

    /// Days that may lie between two statements on one inspection.
    static let slack = 31

    /// `nil` where no first day is known.
    init?(_ dates: InspectionDates) {
        guard let start = dates.start else { return nil }
        first = start.daysSinceEpoch
        last = max(start.lastDay.daysSinceEpoch, dates.end?.lastDay.daysSinceEpoch ?? first)
    }

    init(day: CalendarDate) {
        first = day.daysSinceEpoch
        last = day.lastDay.daysSinceEpoch
    }

    /// Days between the two; 0 where they have one in common.
    func distance(to other: DayRange) -> Int {
        max(0, first - other.last, other.first - last)
    }
}

extension Date {
    /// `YYYY-MM-DDTHH:MM:SSZ`, whole seconds, UTC: the only form in which instants leave the program.
    package var iso8601: String {
        // Reckoned here where it can be: the formatter of the library takes fifty times as long.
        let seconds = timeIntervalSince1970.rounded(.down)
        guard abs(seconds) < 1e12, let day = CalendarDate(daysSinceEpoch: Int((seconds / 86400).rounded(.down)))
        else { return formatted(.iso8601) }
        let second = Int(seconds) - day.daysSinceEpoch * 86400
        let time: [String] = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day.iso)T\(time.joined(separator: ":"))Z"
    }
}
