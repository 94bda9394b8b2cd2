import Foundation
import Inspections

/// What is told as it is stored, beside its provider and its statement: without what says nothing, for a table of a million grades
/// has a million of them.
struct StoredTold: Decodable {
    let framework: String?
    let start: String?
    let end: String?
    let published: String?
    let sha256: String
    let reader: String?
    /// Area, grade, grade before, direction, alert, and anything where it waits.
    let areas: [[String?]]?
    let facts: [String: String]?
    let alert: String?
    let disputes: [String]?
    let isBaseline: Bool?

    func told(of provider: ProviderID, from statement: Int64) -> Told {
        Told(
            provider: provider, statement: statement, framework: framework,
            dates: InspectionDates(
                start: start.flatMap(CalendarDate.init(iso:)), end: end.flatMap(CalendarDate.init(iso:))),
            published: published.flatMap(CalendarDate.init(iso:)), sha256: sha256, reader: reader ?? "",
            areas: (areas ?? []).map { values in
                func value(_ index: Int) -> String? { index < values.count ? values[index] : nil }
                return Told.Area(
                    area: value(0) ?? "", grade: value(1), from: value(2),
                    direction: value(3).flatMap(Direction.init(rawValue:)), waits: value(5) != nil, alert: value(4))
            }, facts: facts, alert: alert, disputes: Set(disputes ?? []), isBaseline: isBaseline ?? false)
    }

    /// Written by hand: an encoder takes ten times as long.
    static func text(of told: Told) -> String {
        var text = "{\"sha256\":"
        text.reserveCapacity(1024)
        JSONValue.write(told.sha256, to: &text)
        write("framework", told.framework, to: &text)
        write("start", told.dates.start?.iso, to: &text)
        write("end", told.dates.end?.iso, to: &text)
        write("published", told.published?.iso, to: &text)
        write("reader", told.reader.isEmpty ? nil : told.reader, to: &text)
        if !told.areas.isEmpty {
            text += ",\"areas\":["
            for (index, area) in told.areas.enumerated() {
                if index > 0 { text += "," }
                write(area, to: &text)
            }
            text += "]"
        }
        if let facts = told.facts {
            text += ",\"facts\":"
            text += JSONValue.object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }).text
        }
        write("alert", told.alert, to: &text)
        if !told.disputes.isEmpty {
            text += ",\"disputes\":"
            text += JSONValue.array(told.disputes.sorted().map(JSONValue.string)).text
        }
        if told.isBaseline { text += ",\"isBaseline\":true" }
        return text + "}"
    }

    /// Without what is nothing at its end.
    private static func write(_ area: Told.Area, to text: inout String) {
        text += "["
        JSONValue.write(area.area, to: &text)
        var left = 0
        for value in [area.grade, area.from, area.direction?.rawValue, area.alert, area.waits ? "waits" : nil] {
            guard let value else {
                left += 1
                continue
            }
            for _ in 0..<left { text += ",null" }
            left = 0
            text += ","
            JSONValue.write(value, to: &text)
        }
        text += "]"
    }

    /// A member behind others, where there is something to write.
    private static func write(_ name: String, _ value: String?, to text: inout String) {
        guard let value else { return }
        text += ",\""
        text += name
        text += "\":"
        JSONValue.write(value, to: &text)
    }
}
