package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// Keeps in mind that a publication has come into another state.
    package func note(_ publication: StoredPublication, at now: Date) throws {
        guard let row = publication.row else { return }
        try run(
            Query(
                """
                INSERT INTO looks (publication, at, state, reason, sha256, provider, published, framework,
                    inspection_start, inspection_end, unresolved_since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    row, now.seconds, publication.state.rawValue, publication.reason, publication.sha256,
                    publication.providerID?.text, publication.published?.iso, publication.framework,
                    publication.dates.start?.iso, publication.dates.end?.iso, publication.unresolvedSince?.seconds,
                ]))
    }

    /// Publications of some providers that are pending or in doubt and of which nothing trusted is known, with their feed and address;
    /// `instant`: as was known then, `nil` for today.
    package func unresolved(
        of providers: Set<ProviderID>, asOf instant: Date? = nil
    ) throws -> [(feed: String, url: String?, publication: UnresolvedPublication)] {
        try providers.sorted().flatMap { provider in
            try rows(instant.map { HistoryTransaction.unresolved(of: provider, asOf: $0) } ?? .unresolved(of: provider)) {
                row in
                var columns = ColumnReader(row)
                let feed: String = columns.next()
                let url: String? = columns.next()
                let title: String? = columns.next()
                let type: String? = columns.next()
                let state: String = columns.next()
                return (
                    feed, url,
                    UnresolvedPublication(
                        state: state == PublicationState.doubtful.rawValue ? .doubtful : .pending,
                        framework: columns.next(), dates: InspectionDates(start: columns.day(), end: columns.day()),
                        published: columns.day(), title: title, type: type, since: Date(seconds: columns.next()))
                )
            }
        }
    }

    private static func unresolved(of provider: ProviderID, asOf instant: Date) -> Query {
        Query(
            """
            SELECT feed, document_url, title, type, looks.state, looks.framework, looks.inspection_start,
                looks.inspection_end, looks.published, looks.unresolved_since
            FROM looks JOIN publications ON publications.id = looks.publication
            WHERE looks.provider = ? AND looks.state IN ('pending', 'doubtful') AND looks.id = (
                    SELECT max(id) FROM looks AS other WHERE other.publication = looks.publication AND other.at <= ?)
                AND NOT EXISTS (
                    SELECT 1 FROM statements
                    WHERE statements.publication = looks.publication AND trust = 'trusted' AND recorded <= ?)
            """, [provider.text, instant.seconds, instant.seconds])
    }
}

extension Query {
    fileprivate static func unresolved(of provider: ProviderID) -> Query {
        Query(
            """
            SELECT feed, document_url, title, type, state, framework, inspection_start, inspection_end, published,
                unresolved_since
            FROM publications
            WHERE provider_id = ? AND state IN ('pending', 'doubtful') AND NOT EXISTS (
                SELECT 1 FROM statements WHERE publication = publications.id AND trust = 'trusted')
            """, [provider.text])
    }
}
