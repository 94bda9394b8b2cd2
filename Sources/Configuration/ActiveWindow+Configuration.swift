import Foundation
import Text
import YAML

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
                node.problem("\"\(part)\" is no day or range of days; write Mon, Mon-Fri or Mon,Wed,Sat-Sun")
                return nil
            }
            days += first.through(last)
        }
        return days
    }

    private static func hours(_ text: String, _ node: YAMLNode) -> (opens: Int, closes: Int)? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens < 1440, closes > 0 else {
            node.problem("\"\(text)\" is no span of hours; write 06:00-22:00, or 22:00-06:00 for a night")
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
        node.problem("\"\(name)\" is no time zone" + (near ?? "; write one such as Europe/London, or UTC"))
        return nil
    }
}
