package import Foundation
package import Inspections

extension HistoryTransaction {
    /// Keeps in mind that a publication has come into another state.
    package func note(_ publication: StoredPublication, at now: Date) throws {
        guard let row = publication.row else { return }
        try write(
            .look,
            [
                row, now.seconds, publication.state.rawValue, publication.reason, publication.sha256,
                publication.providerID?.text, publication.published?.iso, publication.framework,
                publication.dates.start?.iso, publication.dates.end?.iso, publication.unresolvedSince?.seconds,
            ])
    }

    /// Keeps in mind that a publication is gone, or is back.
    package func note(_ change: DocumentCheck.Change, of publication: Int64, at now: Date) throws {
        try run(
            Query(
                "INSERT INTO looks (publication, at, state) VALUES (?, ?, ?)",
                [publication, now.seconds, change.rawValue]))
    }

    /// Publications that are gone, by row, with the London day on which they were told to be; `instant`: as was known
    /// then, `nil` for today.
    package func withdrawals(asOf instant: Date? = nil) throws -> [Int64: CalendarDate] {
        let changes = try rows(
            Query(
                "SELECT publication, at, state FROM looks WHERE state IN ('withdrawn', 'restored') AND at <= ? ORDER BY id",
                [instant?.seconds ?? Double.greatestFiniteMagnitude])
        ) { (publication: $0[0] as Int64, at: Date(timeIntervalSince1970: $0[1]), state: $0[2] as String) }
        var withdrawn: [Int64: CalendarDate] = [:]
        for change in changes {
            withdrawn[change.publication] =
                change.state == DocumentCheck.Change.withdrawn.rawValue ? CalendarDate(london: change.at) : nil
        }
        return withdrawn
    }

    /// Why a publication was last in doubt; `nil` where it never was.
    package func lastDoubt(ofPublication publication: Int64) throws -> String? {
        try row(
            Query(
                "SELECT reason FROM looks WHERE publication = ? AND state = 'doubtful' ORDER BY id DESC LIMIT 1",
                [publication])
        ) { $0[0] as String? }
    }

    /// What is in doubt only for a day that was yet to come when it was stated last, and has come by `today`: in the
    /// order in which it became known.
    package func awaited(by today: CalendarDate) throws -> [StoredPublication] {
        try rows(
            Query(
                """
                \(StoredPublication.select) WHERE state = 'doubtful' AND id IN (
                    SELECT publication FROM statements WHERE awaited <= ? AND NOT EXISTS (
                        SELECT 1 FROM statements AS later
                        WHERE later.publication = statements.publication AND later.ruling IS NULL
                            AND later.id > statements.id))
                ORDER BY id
                """, [today.iso]), StoredPublication.init)
    }

    /// What is in doubt, the oldest doubt first, with the instant since when it is.
    package func doubts() throws -> [(publication: StoredPublication, since: Date?)] {
        let columns = StoredPublication.columns.split(separator: ",").count
        return try rows(
            Query(
                """
                \(StoredPublication.select(adding: """
                    (SELECT min(at) FROM looks WHERE looks.publication = publications.id AND state = 'doubtful'
                        AND looks.id > coalesce((SELECT max(id) FROM looks AS other
                            WHERE other.publication = publications.id AND other.state <> 'doubtful'), 0))
                    """)) WHERE state = 'doubtful' ORDER BY id
                """)
        ) { row in (try StoredPublication(row), Date(seconds: row[columns + 1])) }
    }

    /// Publications of some providers that are pending or in doubt and of which nothing trusted is known, with their
    /// feed and address;
    /// `instant`: as was known then, `nil` for today.
    package func unresolved(
        of providers: Set<ProviderID>, asOf instant: Date? = nil
    ) throws -> [(feed: String, url: String?, publication: UnresolvedPublication)] {
        try providers.sorted().flatMap { provider in
            try rows(instant.map { HistoryTransaction.unresolved(of: provider, asOf: $0) } ?? .unresolved(of: provider))
            {
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
                    SELECT max(id) FROM looks AS other
                    WHERE other.publication = looks.publication AND other.at <= ?
                        AND other.state NOT IN ('withdrawn', 'restored'))
                AND NOT EXISTS (
                    SELECT 1 FROM statements
                    WHERE statements.publication = looks.publication AND trust = 'trusted' AND recorded <= ?)
                AND \(isNoLetter("looks.publication"))
            ORDER BY looks.id
            """, [provider.text, instant.seconds, instant.seconds])
    }
}

/// A letter on a visit grades nothing, however it is listed: what is in doubt of it may stand between no two reports.
private func isNoLetter(_ publication: String) -> String {
    """
    NOT EXISTS (
        SELECT 1 FROM statements AS letters JOIN statement_witnesses ON statement_witnesses.statement = letters.id
        WHERE letters.publication = \(publication) AND statement_witnesses.area = '\(PriorityAction.fact)')
    """
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
                AND \(isNoLetter("publications.id"))
            ORDER BY id
            """, [provider.text])
    }
}
