package import Foundation

extension Date {
    /// `YYYY-MM-DDTHH:MM:SSZ`, whole seconds, UTC: the only form in which instants leave the program.
    package var iso8601: String {
        // Reckoned here where it can be: the formatter of the library takes fifty times as long.
        let seconds = timeIntervalSince1970.rounded(.down)
        guard abs(seconds) < 1e12, let day = CalendarDate(daysSinceEpoch: Int((seconds / 86400).rounded(.down)))
        else { return formatted(.iso8601) }
        let second = Int(seconds) - day.daysSinceEpoch * 86400
        let time = [second / 3600, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return "\(day.iso)T\(time.joined(separator: ":"))Z"
    }
}
