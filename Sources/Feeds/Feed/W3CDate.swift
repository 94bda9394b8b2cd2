import Inspections

/// `2003-12-31T10:14:55Z` and its shorter and broken forms.
struct W3CDate {
    let moment: Moment

    init?(_ text: String) {
        let split = text.firstIndex { $0 == "T" || $0 == "t" || $0.isWhitespace } ?? text.endIndex
        guard let day = W3CDate.day(text[..<split]) else { return nil }
        let rest = text[split...].dropFirst().drop(while: \.isWhitespace)
        guard !rest.isEmpty else {
            moment = Moment(day: day)
            return
        }
        let time = rest.prefix { $0.isNumber || ":.,".contains($0) }
        let zone = rest[time.endIndex...].filter { !$0.isWhitespace }
        guard let timeOfDay = TimeOfDay(time), let offset = zone.isEmpty ? .utc : ZoneOffset(zone) else { return nil }
        moment = Moment(day: day, time: timeOfDay, zone: offset)
    }

    private static func day(_ text: Substring) -> CalendarDate? {
        guard text.allSatisfy({ $0 == "-" || ($0.isASCII && $0.isNumber) }) else { return nil }
        let isShort = text.hasPrefix("-")
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).dropFirst(isShort ? 1 : 0)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, let first = numbers.first, let length = parts.first?.count else {
            return nil
        }
        switch (numbers.count, length) {
        case (3, 4): return CalendarDate(year: first, month: numbers[1], day: numbers[2])
        case (3, 2): return CalendarDate(year: century(first), month: numbers[1], day: numbers[2])
        case (2, 4): return CalendarDate(year: first, month: numbers[1], day: 1)
        case (2, 2) where isShort: return CalendarDate(year: century(first), month: numbers[1], day: 1)
        case (1, 8): return CalendarDate(year: first / 10_000, month: first / 100 % 100, day: first % 100)
        case (1, 6): return CalendarDate(year: century(first / 10_000), month: first / 100 % 100, day: first % 100)
        case (1, 4) where isShort: return CalendarDate(year: century(first / 100), month: first % 100, day: 1)
        case (1, 4): return CalendarDate(year: first, month: 1, day: 1)
        default: return nil
        }
    }

    /// The year that two digits stand for.
    static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}
