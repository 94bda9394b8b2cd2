package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// What readers were told, or know from a baseline, of a provider.
    package func told(of provider: ProviderID) throws -> [Told] {
        try told(where: "provider = ?", [provider.text])[provider] ?? []
    }

    /// By provider, in the order of the statements.
    func told(
        where condition: String, _ values: [(any DatabaseValueConvertible)?]
    ) throws -> [ProviderID: [Told]] {
        let found = try rows(
            Query("SELECT provider, statement, told FROM told WHERE \(condition) ORDER BY provider, statement", values)
        ) { try StoredTold.told(of: ProviderID($0[0]), from: $0[1], in: $0[2]) }
        return Dictionary(grouping: found, by: \.provider)
    }

    /// Records what readers know of a provider from now on, instead of what they knew `before`, where that is known: then only what
    /// is otherwise is written.
    package func save(_ told: [Told], insteadOf before: [Told]? = nil, of provider: ProviderID) throws {
        let now = Dictionary(told.map { ($0.statement, $0) }, uniquingKeysWith: { _, last in last })
        let known = Dictionary(before?.map { ($0.statement, $0) } ?? [], uniquingKeysWith: { _, last in last })
        if before == nil { try run(Query("DELETE FROM told WHERE provider = ?", [provider.text])) }
        for statement in known.keys.sorted() where now[statement] == nil {
            try run(Query("DELETE FROM told WHERE provider = ? AND statement = ?", [provider.text, statement]))
        }
        for (statement, told) in now.sorted(by: { $0.key < $1.key }) where known[statement] != told {
            try run(
                Query(
                    """
                    INSERT INTO told (provider, statement, told) VALUES (?, ?, ?)
                    ON CONFLICT (provider, statement) DO UPDATE SET told = excluded.told
                    """, [provider.text, statement, StoredTold.text(of: told)]))
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
