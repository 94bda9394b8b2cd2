import Foundation
import GRDB
import Inspections

extension StoredPublication {
    /// The columns, in the order of `values`; the row's id comes first where it is read.
    static let columns = """
        feed, identity, fingerprint, document_url, announces_pdf, title, type, provider_name, provider_urn, provider_id,
        published, seen, baseline, state, reason, attempts, next_try, sha256, unread_sha256, framework,
        inspection_start, inspection_end, basis, listed, unresolved_since, waits_since
        """

    /// A question mark for each column.
    static let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")

    private static let insert = "INSERT INTO publications (\(columns)) VALUES (\(marks))"

    /// `INSERT` where it is not there.
    static let add = "\(insert) ON CONFLICT (feed, identity) DO NOTHING RETURNING id"

    /// `INSERT`, or `UPDATE` where it is there.
    static let save = """
        \(insert)
        ON CONFLICT (feed, identity) DO UPDATE SET
            fingerprint = excluded.fingerprint, document_url = excluded.document_url,
            announces_pdf = excluded.announces_pdf, title = excluded.title, type = excluded.type,
            provider_name = excluded.provider_name, provider_urn = excluded.provider_urn,
            provider_id = excluded.provider_id, published = excluded.published,
            state = excluded.state, reason = excluded.reason, attempts = excluded.attempts,
            next_try = excluded.next_try, sha256 = excluded.sha256,
            unread_sha256 = excluded.unread_sha256, framework = excluded.framework,
            inspection_start = excluded.inspection_start, inspection_end = excluded.inspection_end,
            basis = excluded.basis, listed = excluded.listed,
            is_wait_over = CASE
                WHEN excluded.unresolved_since IS DISTINCT FROM publications.unresolved_since THEN 0
                ELSE publications.is_wait_over END,
            unresolved_since = excluded.unresolved_since, waits_since = excluded.waits_since
        RETURNING id
        """

    /// `SELECT` of all columns, as `init` reads them.
    static let select = "SELECT id, \(columns) FROM publications"

    /// The same with one more column behind them.
    static func select(adding column: String) -> String { "SELECT id, \(columns), \(column) FROM publications" }

    init(_ row: Row) throws {
        var columns = ColumnReader(row)
        self.row = columns.next()
        feed = columns.next()
        identity = columns.next()
        fingerprint = columns.next()
        documentURL = columns.next()
        announcesPDF = columns.next()
        title = columns.next()
        type = columns.next()
        providerName = columns.next()
        providerURN = columns.next()
        providerID = (columns.next() as String?).map { ProviderID($0) }
        published = (columns.next() as String?).flatMap(CalendarDate.init(dayOrMonth:))
        seen = Date(timeIntervalSince1970: columns.next())
        baseline = columns.next()
        state = PublicationState(rawValue: columns.next()) ?? .pending
        reason = columns.next()
        attempts = columns.next()
        nextTry = Date(seconds: columns.next())
        sha256 = columns.next()
        unreadSHA256 = columns.next()
        framework = columns.next()
        let start: String? = columns.next()
        let end: String? = columns.next()
        dates = InspectionDates(
            start: start.flatMap(CalendarDate.init(dayOrMonth:)), end: end.flatMap(CalendarDate.init(dayOrMonth:)))
        basis = (columns.next() as String?).flatMap(Basis.init(rawValue:))
        listed = Date(seconds: columns.next())
        unresolvedSince = Date(seconds: columns.next())
        waitsSince = Date(seconds: columns.next())
    }

    /// In the order of `columns`.
    var values: [(any DatabaseValueConvertible)?] {
        [
            feed, identity, fingerprint, documentURL, announcesPDF, title, type, providerName, providerURN,
            providerID?.text, published?.iso, seen.seconds, baseline, state.rawValue, reason, attempts,
            nextTry?.seconds, sha256, unreadSHA256, framework, dates.start?.iso, dates.end?.iso, basis?.rawValue,
            listed?.seconds, unresolvedSince?.seconds, waitsSince?.seconds,
        ]
    }
}
