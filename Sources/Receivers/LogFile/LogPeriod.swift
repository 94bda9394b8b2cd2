import Glibc

/// How often a log begins a new file; the raw value is the word of the configuration.
package enum LogPeriod: String, CaseIterable, Sendable {
    case day, week, month

    /// Counts the periods, in UTC; a week begins on Monday.
    func number(at second: Int) -> Int {
        let day = Int((Double(second) / 86400).rounded(.down))
        switch self {
        case .day: return day
        // 1970 began on a Thursday.
        case .week: return Int((Double(day + 3) / 7).rounded(.down))
        case .month:
            let date = LogPeriod.date(at: second)
            return date.year * 12 + date.month
        }
    }

    /// `20240516`, the day in UTC.
    static func dayName(at second: Int) -> String {
        let date = date(at: second)
        return String(date.year * 10_000 + date.month * 100 + date.day)
    }

    private static func date(at second: Int) -> (year: Int, month: Int, day: Int) {
        var time = time_t(second)
        var parts = tm()
        gmtime_r(&time, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }
}
