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

    /// Records what readers know of a provider from now on, instead of what they knew before.
    package func save(_ told: [Told], of provider: ProviderID) throws {
        try run(Query("DELETE FROM told WHERE provider = ?", [provider.text]))
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
        var members: [JSONValue.Member] = [
            .init("provider", .object([.init("text", .string(provider.text))])),
            .init("statement", .int(Int(statement))),
        ]
        if let framework { members.append(.init("framework", .string(framework))) }
        members.append(
            .init(
                "dates",
                .object(
                    [("start", dates.start), ("end", dates.end)].compactMap { name, day in
                        day.map { .init(name, Told.json($0)) }
                    })))
        if let published { members.append(.init("published", Told.json(published))) }
        members += [
            .init("sha256", .string(sha256)), .init("reader", .string(reader)),
            .init("areas", .array(areas.map(Told.json))),
        ]
        if let facts {
            members.append(
                .init("facts", .object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })))
        }
        if let alert { members.append(.init("alert", .string(alert))) }
        members += [
            .init("disputes", .array(disputes.sorted().map(JSONValue.string))), .init("isBaseline", .bool(isBaseline)),
        ]
        return JSONValue.object(members).text
    }

    private static func json(_ day: CalendarDate) -> JSONValue {
        .object([.init("year", .int(day.year)), .init("month", .int(day.month)), .init("day", .int(day.day))])
    }

    private static func json(_ area: Area) -> JSONValue {
        let texts: [(String, String?)] = [
            ("area", area.area), ("grade", area.grade), ("from", area.from), ("direction", area.direction?.rawValue),
            ("alert", area.alert),
        ]
        return .object(
            texts.compactMap { name, text in text.map { .init(name, .string($0)) } }
                + [.init("waits", .bool(area.waits))]
                + [area.earlier].compactMap { $0.map { .init("earlier", .array($0.map(JSONValue.string))) } })
    }
}
