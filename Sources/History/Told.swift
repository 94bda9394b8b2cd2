package import Foundation
package import Inspections

extension HistoryTransaction {
    /// What readers were told, or know from a baseline, of a provider.
    package func told(of provider: ProviderID) throws -> [Told] {
        try told(where: "provider = ?", [provider.text])[provider] ?? []
    }

    /// By provider, in the order of the statements.
    func told(
        where condition: String, _ values: [(any QueryValue)?]
    ) throws -> [ProviderID: [Told]] {
        let found = try rows(
            Query("SELECT provider, statement, told FROM told WHERE \(condition) ORDER BY provider, statement", values)
        ) { try StoredTold.told(of: ProviderID($0[0]), from: $0[1], in: $0[2]) }
        return Dictionary(grouping: found, by: \.provider)
    }

    /// Records what readers know of a provider from now on, instead of what they knew `before`, where that is known:
    /// then only what is otherwise is written.
    package func save(_ told: [Told], insteadOf before: [Told]? = nil, of provider: ProviderID) throws {
        let now = Dictionary(told.map { ($0.statement, $0) }, uniquingKeysWith: { _, last in last })
        let known = Dictionary(before?.map { ($0.statement, $0) } ?? [], uniquingKeysWith: { _, last in last })
        if before == nil { try run(Query("DELETE FROM told WHERE provider = ?", [provider.text])) }
        for statement in known.keys.sorted() where now[statement] == nil {
            try run(Query("DELETE FROM told WHERE provider = ? AND statement = ?", [provider.text, statement]))
        }
        for (statement, told) in now.sorted(by: { $0.key < $1.key }) where known[statement] != told {
            try write(.told, [provider.text, statement, StoredTold.text(of: told)])
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

/// What is told as it is stored, beside its provider and its statement: without what says nothing, for a table of a
/// million grades has a million of them.
enum StoredTold {
    /// Area, grade, grade before, direction, alert, anything where it waits, and then the earlier alerts.
    private static func area(_ values: [String?]) -> Told.Area {
        func value(_ index: Int) -> String? { index < values.count ? values[index] : nil }
        return Told.Area(
            area: value(0) ?? "", grade: value(1), from: value(2),
            direction: value(3).flatMap(Direction.init(rawValue:)), waits: value(5) != nil, alert: value(4),
            earlier: values.dropFirst(6).compactMap(\.self))
    }

    static func told(of provider: ProviderID, from statement: Int64, in text: String) throws -> Told {
        var texts: [String: String] = [:]
        var areas: [Told.Area] = []
        var facts: [String: String]?
        var disputes: Set<String> = []
        var isBaseline = false
        var reader = StoredJSON(text)
        try reader.members { name, reader in
            switch name {
            case "areas": try reader.elements { areas.append(area(try $0.texts())) }
            case "facts":
                var found: [String: String] = [:]
                try reader.members { found[$0] = try $1.text() }
                facts = found
            case "disputes": disputes = Set(try reader.texts().compactMap(\.self))
            case "isBaseline":
                try reader.skip("true")
                isBaseline = true
            default: texts[name] = try reader.text()
            }
        }
        func day(_ name: String) -> CalendarDate? { texts[name].flatMap(CalendarDate.init(dayOrMonth:)) }
        return Told(
            provider: provider, statement: statement, framework: texts["framework"],
            dates: InspectionDates(start: day("start"), end: day("end")), published: day("published"),
            sha256: texts["sha256"] ?? "", reader: texts["reader"] ?? "", areas: areas, facts: facts,
            alert: texts["alert"], disputes: disputes, isBaseline: isBaseline,
            takenBackBy: texts["takenBackBy"])
    }

    /// Written by hand: an encoder takes ten times as long.
    static func text(of told: Told) -> String {
        var text = Array("{\"sha256\":".utf8)
        text.reserveCapacity(1024)
        JSONValue.write(told.sha256, to: &text)
        write("framework", told.framework, to: &text)
        write("start", told.dates.start?.iso, to: &text)
        write("end", told.dates.end?.iso, to: &text)
        write("published", told.published?.iso, to: &text)
        write("reader", told.reader.isEmpty ? nil : told.reader, to: &text)
        if !told.areas.isEmpty {
            text += ",\"areas\":[".utf8
            for (index, area) in told.areas.enumerated() {
                if index > 0 { text += ",".utf8 }
                write(area, to: &text)
            }
            text += "]".utf8
        }
        if let facts = told.facts {
            text += ",\"facts\":".utf8
            JSONValue.object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }).write(to: &text)
        }
        write("alert", told.alert, to: &text)
        if !told.disputes.isEmpty {
            text += ",\"disputes\":".utf8
            JSONValue.array(told.disputes.sorted().map(JSONValue.string)).write(to: &text)
        }
        if told.isBaseline { text += ",\"isBaseline\":true".utf8 }
        write("takenBackBy", told.takenBackBy, to: &text)
        text.append(UInt8(ascii: "}"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Without what is nothing at its end.
    private static func write(_ area: Told.Area, to text: inout [UInt8]) {
        text += "[".utf8
        JSONValue.write(area.area, to: &text)
        var left = 0
        let waits = area.waits ? "waits" : nil
        for value in [area.grade, area.from, area.direction?.rawValue, area.alert, waits] + (area.earlier ?? []) {
            guard let value else {
                left += 1
                continue
            }
            for _ in 0..<left { text += ",null".utf8 }
            left = 0
            text += ",".utf8
            JSONValue.write(value, to: &text)
        }
        text += "]".utf8
    }

    /// A member behind others, where there is something to write.
    private static func write(_ name: String, _ value: String?, to text: inout [UInt8]) {
        guard let value else { return }
        text += ",\"".utf8
        text += name.utf8
        text += "\":".utf8
        JSONValue.write(value, to: &text)
    }
}
