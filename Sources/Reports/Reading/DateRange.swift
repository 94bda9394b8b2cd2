import Inspections

/// Reads days as reports print them: `6 to 30 July 2015`, `11 January 2016–4 February 2016`, `12/09/2016 to
/// 06/10/2016`, `5 and 6 May 2021`.
enum DateRange {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let joining: Set<String> = [
        "to", "and", "until", "till", "through", "from", "between", "the", "of", "st", "nd", "rd", "th",
    ]
    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// First and last of the days that this text begins with; `nil` where it begins with none, or month or year is
    /// missing.
    static func read(_ text: String) -> InspectionDates? {
        if let slashed = slashed(text) { return slashed }
        var days: [(day: Int, month: Int?, year: Int?)] = []
        // Some fonts print their dash as a soft hyphen, which else stands inside words.
        words: for word in Words.of(text.replacing("\u{AD}", with: "-")) {
            let last = days.indices.last
            if let month = months.firstIndex(of: word) ?? shortMonth(word) {
                guard let last, days[last].month == nil else { break }
                days[last].month = month + 1
            } else if let number = number(word) {
                switch number {
                case 1...31: days.append((number, nil, nil))
                case 1990...2199:
                    guard let last, days[last].month != nil, days[last].year == nil else { break words }
                    days[last].year = number
                default: break words
                }
            } else if !joining.contains(word), !weekdays.contains(word) {
                break
            }
        }
        // A number after the last year belongs to what follows: a page, a list.
        while let last = days.last, last.month == nil, days.count > 1 { days.removeLast() }
        // A last day whose year is left out lies behind the one before it.
        if let last = days.last, last.year == nil, let before = days.dropLast().last, let year = before.year,
            let month = last.month, let monthBefore = before.month
        {
            days[days.count - 1].year = month < monthBefore ? year + 1 : year
        }
        return dates(days)
    }

    /// Days without month or year have those of the next; a month that would run backwards belongs to the year before.
    private static func dates(_ days: [(day: Int, month: Int?, year: Int?)]) -> InspectionDates? {
        var found: [CalendarDate] = []
        var month: Int?
        var year: Int?
        for day in days.reversed() {
            if day.year != nil { year = day.year }
            if let year, day.year == nil, let own = day.month, let later = month, own > later {
                guard let date = CalendarDate(year: year - 1, month: own, day: day.day) else { return nil }
                found.append(date)
                continue
            }
            month = day.month ?? month
            guard let year, let month, let date = CalendarDate(year: year, month: month, day: day.day) else {
                return nil
            }
            found.append(date)
        }
        guard let end = found.first, let start = found.last, start <= end,
            end.daysSinceEpoch - start.daysSinceEpoch < 366
        else { return nil }
        return InspectionDates(start: start, end: end)
    }

    private static func slashed(_ text: String) -> InspectionDates? {
        var found: [CalendarDate] = []
        for word in text.split(whereSeparator: { !$0.isNumber && $0 != "/" && $0 != "." }) {
            let parts = word.split(whereSeparator: { $0 == "/" || $0 == "." })
            guard parts.count == 3 else { continue }
            let numbers = parts.compactMap { Int($0) }
            guard numbers.count == 3 else { continue }
            let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
            guard let date = CalendarDate(year: year, month: numbers[1], day: numbers[0]) else { return nil }
            found.append(date)
        }
        guard let start = found.first, let end = found.last, start <= end else { return nil }
        return InspectionDates(start: start, end: end)
    }

    private static func shortMonth(_ word: String) -> Int? {
        word == "sept" ? 8 : word.utf8.count == 3 ? months.firstIndex { $0.hasPrefix(word) } : nil
    }

    /// `26`, `26th`.
    private static func number(_ word: String) -> Int? {
        if let number = Int(word) { return number }
        guard ["st", "nd", "rd", "th"].contains(where: word.hasSuffix) else { return nil }
        return Int(word.dropLast(2))
    }
}
