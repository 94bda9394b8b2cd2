package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// Name of no feed: under it wait the providers that version 1 has left.
    package static let takenOver = ""

    /// When version 1's record was taken over; `nil` where there was none.
    package func takenOverAt() throws -> Date? {
        try row(Query("SELECT max(at) FROM takeovers")) { Date(seconds: $0[0]) }
    }

    package func noteTakeover(at now: Date) throws {
        try run(Query("INSERT INTO takeovers (at) VALUES (?)", [now.seconds]))
    }

    /// The last alert that version 1 raised on each publication of a provider, by the publication's row.
    package func lastAlerts(of provider: ProviderID) throws -> [Int64: String] {
        let pairs = try rows(
            Query(
                """
                SELECT publication, id FROM alerts
                WHERE subject = ? AND publication IS NOT NULL AND kind <> 'portfolio' ORDER BY sequence
                """, [provider.text])
        ) { ($0[0] as Int64, $0[1] as String) }
        return Dictionary(pairs, uniquingKeysWith: { _, later in later })
    }

    /// Rows of publications whose alerts version 1 kept back: readers do not know them.
    package func heldByVersion1(of provider: ProviderID) throws -> Set<Int64> {
        struct Held: Decodable {
            let kind: String
        }
        let decoder = JSONDecoder()
        return Set(
            try rows(Query("SELECT publication, alert FROM held_alerts WHERE provider = ?", [provider.text])) { row in
                let held = try decoder.decode(Held.self, from: Data((row[1] as String).utf8))
                return held.kind == AlertKind.ratingCorrected.rawValue ? nil : row[0] as Int64
            })
    }

    /// A provider of version 1 is taken over.
    package func endTakeover(of provider: ProviderID) throws {
        try run(
            Query(
                "DELETE FROM unsettled WHERE provider = ? AND feed = ?", [provider.text, HistoryTransaction.takenOver]))
        try run(Query("DELETE FROM held_alerts WHERE provider = ?", [provider.text]))
    }
}
