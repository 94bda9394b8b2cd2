package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// What readers were told, or know from a baseline, of a provider.
    package func told(of provider: ProviderID) throws -> [Told] {
        let decoder = JSONDecoder()
        return try rows(Query("SELECT told FROM told WHERE provider = ? ORDER BY statement", [provider.text])) {
            try decoder.decode(Told.self, from: Data(($0[0] as String).utf8))
        }
    }

    /// Records what readers know of a provider from now on, instead of what they knew `before`, where that is known.
    package func save(_ told: [Told], insteadOf before: [Told]? = nil, of provider: ProviderID) throws {
        if let before, before == told.sorted(by: { $0.statement < $1.statement }) { return }
        if before?.isEmpty != true { try run(Query("DELETE FROM told WHERE provider = ?", [provider.text])) }
        for known in told {
            try run(
                Query(
                    """
                    INSERT INTO told (provider, statement, told) VALUES (?, ?, ?)
                    ON CONFLICT (provider, statement) DO UPDATE SET told = excluded.told
                    """, [provider.text, known.statement, known.text]))
        }
    }

    /// When each feed recorded its baseline.
    package func baselines() throws -> [String: Date] {
        let pairs = try rows(Query("SELECT name, baseline_at FROM feeds WHERE baseline_at IS NOT NULL")) {
            ($0[0] as String, Date(timeIntervalSince1970: $0[1]))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// True where an alert bears that id.
    package func hasAlert(_ id: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM alerts WHERE id = ?)", [id]))
    }
}

extension Told {
    /// As `JSONDecoder` reads it: written by hand, for a table of a million grades writes a million of them.
    fileprivate var text: String {
        var text = ""
        text.reserveCapacity(1024)
        text += "{\"provider\":{\"text\":"
        JSONValue.write(provider.text, to: &text)
        text += "},\"statement\":\(statement)"
        Told.write("framework", framework, to: &text)
        text += ",\"dates\":{"
        if let start = dates.start { Told.write("start", start, to: &text) }
        if let end = dates.end {
            if dates.start != nil { text += "," }
            Told.write("end", end, to: &text)
        }
        text += "}"
        if let published {
            text += ","
            Told.write("published", published, to: &text)
        }
        Told.write("sha256", sha256, to: &text)
        Told.write("reader", reader, to: &text)
        text += ",\"areas\":["
        for (index, area) in areas.enumerated() {
            if index > 0 { text += "," }
            text += "{\"waits\":\(area.waits)"
            Told.write("area", area.area, to: &text)
            Told.write("grade", area.grade, to: &text)
            Told.write("from", area.from, to: &text)
            Told.write("direction", area.direction?.rawValue, to: &text)
            Told.write("alert", area.alert, to: &text)
            text += "}"
        }
        text += "]"
        if let facts {
            text += ",\"facts\":"
            text += JSONValue.object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }).text
        }
        Told.write("alert", alert, to: &text)
        text += ",\"disputes\":"
        text += disputes.isEmpty ? "[]" : JSONValue.array(disputes.sorted().map(JSONValue.string)).text
        text += ",\"isBaseline\":\(isBaseline)}"
        return text
    }

    /// A member behind others, where there is something to write.
    private static func write(_ name: String, _ value: String?, to text: inout String) {
        guard let value else { return }
        text += ",\""
        text += name
        text += "\":"
        JSONValue.write(value, to: &text)
    }

    private static func write(_ name: String, _ day: CalendarDate, to text: inout String) {
        text += "\"\(name)\":{\"year\":\(day.year),\"month\":\(day.month),\"day\":\(day.day)}"
    }
}
