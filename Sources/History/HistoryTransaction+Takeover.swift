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

    /// True for a history that version 1 has begun, also while it is still to be taken over.
    package func isFromVersion1() throws -> Bool {
        try takenOverAt() != nil || countUnsettled(feed: HistoryTransaction.takenOver) > 0
    }

    /// An alert that version 1 raised on a publication.
    package struct EarlierAlert: Sendable {
        package let sequence: Int
        package let id: String
        package let kind: String
        package let subject: String
        package let publication: Int64
        package let body: String
    }

    /// What version 1 raised on a provider, and on publications that are its now, in order of sequence.
    package func earlierAlerts(on provider: ProviderID) throws -> [EarlierAlert] {
        try rows(
            Query(
                """
                SELECT sequence, id, kind, subject, publication, body FROM alerts
                WHERE publication IS NOT NULL
                    AND (subject = ? OR publication IN (SELECT id FROM publications WHERE provider_id = ?))
                ORDER BY sequence
                """, [provider.text, provider.text])
        ) {
            EarlierAlert(
                sequence: $0[0], id: $0[1], kind: $0[2], subject: $0[3], publication: $0[4], body: $0[5])
        }
    }

    /// Providers of whom version 1 kept alerts back.
    package func providersHeldByVersion1() throws -> Set<ProviderID> {
        Set(try rows(Query("SELECT DISTINCT provider FROM held_alerts")) { ProviderID($0[0]) })
    }

    /// Keeps the ids of alerts of version 1 that no longer hold until all of it is taken over.
    package func note(denied ids: [String]) throws {
        for id in ids { try run(Query("INSERT INTO denied_alerts (id) VALUES (?)", [id])) }
    }

    /// All that were noted, and how many providers were taken over; once.
    package func takeDenied() throws -> (ids: [String], providers: Int) {
        let ids = try rows(Query("SELECT id FROM denied_alerts ORDER BY position")) { $0[0] as String }
        try run(Query("DELETE FROM denied_alerts"))
        return (ids, try count(Query("SELECT count(*) FROM (SELECT DISTINCT provider FROM statements) AS known")))
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

    /// A provider of version 1 is taken over. `isHeld`: alerts on it were kept back.
    package func endTakeover(of provider: ProviderID, isHeld: Bool) throws {
        try run(
            Query(
                "DELETE FROM unsettled WHERE provider = ? AND feed = ?", [provider.text, HistoryTransaction.takenOver]))
        if isHeld { try run(Query("DELETE FROM held_alerts WHERE provider = ?", [provider.text])) }
    }
}
