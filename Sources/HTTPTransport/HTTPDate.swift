package import FoundationEssentials
import Text

/// The three date forms of RFC 9110, 5.6.7.
package enum HTTPDate {
    /// `now` decides the century of the obsolete form's two-digit year. Nil for what is in none of the forms.
    package static func parse(_ text: String, now: Date) -> Date? {
        let words = text.split { " ,-".contains($0) }.map(String.init)
        // Sun, 06 Nov 1994 08:49:37 GMT | Sunday, 06-Nov-94 08:49:37 GMT | Sun Nov  6 08:49:37 1994
        if words.count == 6, words[5] == "GMT" || words[5] == "UTC" {
            guard let year = year(words[3], now: now) else { return nil }
            return date(day: words[1], month: words[2], year: year, time: words[4])
        }
        if words.count == 5, words[4].utf8.count == 4, let year = Int(words[4]) {
            return date(day: words[2], month: words[1], year: year, time: words[3])
        }
        return nil
    }

    private static func year(_ text: String, now: Date) -> Int? {
        guard let year = Int(text), year >= 0 else { return nil }
        if text.utf8.count == 4 { return year }
        guard text.utf8.count == 2 else { return nil }
        let thisYear = utc.component(.year, from: now)
        let sameCentury = thisYear - thisYear % 100 + year
        return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury
    }

    private static func date(day: String, month: String, year: Int, time: String) -> Date? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let day = Int(day), let month = MonthName.short.firstIndex(of: month), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        let components = DateComponents(year: year, month: month + 1, day: day)
        guard let midnight = utc.date(from: components), utc.component(.day, from: midnight) == day else { return nil }
        return midnight.addingTimeInterval(Double(hour * 3600 + minute * 60 + second))
    }

    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
