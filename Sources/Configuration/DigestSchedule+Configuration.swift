import Foundation
import YAML

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
        case .day: mapping["day"]?.problem("\"day\" belongs to every: week")
        case nil: break
        }
        guard let rhythm, let minute, let zone, rhythm == .day || day != nil else { return nil }
        self.init(day: day, minute: minute, zone: zone)
    }

    private static func minute(_ node: YAMLNode) -> Int? {
        guard let text = node.text() else { return nil }
        if let minute = ActiveWindow.minute(text[...]), minute < 1440 { return minute }
        node.problem("\"\(text)\" is no time of the day; write 07:30")
        return nil
    }

    private static func weekday(_ node: YAMLNode) -> Weekday? {
        guard let text = node.text() else { return nil }
        if let day = Weekday(named: text) { return day }
        node.problem("\"\(text)\" is no day of the week; write Monday or Mon")
        return nil
    }
}
