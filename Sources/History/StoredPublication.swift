package import Foundation
package import Inspections
import Text

/// A publication as the history holds it: what the feed stated, and what has become of it.
///
/// A listing may have a hundred thousand of them, which go from step to step in arrays: copies share what they hold
/// until one of them is changed.
@dynamicMemberLookup
package struct StoredPublication: Sendable {
    package struct Fields: Sendable, Hashable {
        /// Row of the database; `nil` before it is inserted.
        package var row: Int64?
        package fileprivate(set) var feed: String
        /// What stays equal while the entry is updated.
        package var identity: String
        /// What it was known by until now, where its feed gives it another id; not stored.
        package var formerIdentity: String?
        /// Changes when the entry changes; empty for what no entry lists, such as a row of a table.
        package var fingerprint: String
        package var documentURL: String?
        package var announcesPDF: Bool = false
        package var title: String?
        package var type: String?
        package var providerName: String?
        package var providerURN: String?
        package var providerID: ProviderID?
        /// The listing's London date; where it gives none, the day that the document prints.
        package var published: CalendarDate?
        package var seen: Date
        /// True for what the feed's first successful poll listed: it never alerts readers.
        package var baseline: Bool
        package var state: PublicationState = .pending
        /// Why it is in that state, in words.
        package var reason: String?
        package var attempts: Int = 0
        /// When a pending document is tried again.
        package var nextTry: Date?
        /// When `nextTry` was set.
        package var waitsSince: Date?
        /// Of the document that it was read from.
        package var sha256: String?
        /// Of a document that no known framework's data could read.
        package var unreadSHA256: String?
        package var framework: String?
        package var dates: InspectionDates = InspectionDates(start: nil, end: nil)
        package var basis: Basis?
        /// The later of the listing's instants of publication and update.
        package var listed: Date?
        /// Since when it could not be read, or was in doubt, while nothing trusted is known of it.
        package var unresolvedSince: Date?
    }

    private final class Box: Sendable {
        nonisolated(unsafe) var fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private var box: Box

    private init(_ fields: Fields) { box = Box(fields) }

    package subscript<Value>(dynamicMember field: KeyPath<Fields, Value>) -> Value { box.fields[keyPath: field] }

    package subscript<Value>(dynamicMember field: WritableKeyPath<Fields, Value>) -> Value {
        get { box.fields[keyPath: field] }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.fields) }
            yield &box.fields[keyPath: field]
        }
    }

    package init(
        feed: String, identity: String, fingerprint: String, publication: Publication, published: CalendarDate?,
        seen: Date, baseline: Bool
    ) {
        self.init(
            Fields(
                feed: feed, identity: identity, fingerprint: fingerprint,
                documentURL: publication.documentURL.flatMap(AddressText.listed),
                announcesPDF: publication.announcesPDF, title: publication.title.map(OutsideText.line),
                type: publication.type.map(OutsideText.line),
                providerName: publication.providerName.map(OutsideText.line), providerURN: publication.providerURN,
                published: published, seen: seen, baseline: baseline,
                listed: [publication.published, publication.updated].compactMap(\.self).max()))
    }
}

extension StoredPublication: Hashable {
    package static func == (one: StoredPublication, other: StoredPublication) -> Bool {
        one.box === other.box || one.box.fields == other.box.fields
    }

    package func hash(into hasher: inout Hasher) { box.fields.hash(into: &hasher) }
}

extension StoredPublication {
    /// The columns, in the order of `values`; the row's id comes first where it is read.
    static let columns = """
        feed, identity, fingerprint, document_url, announces_pdf, title, type, provider_name, provider_urn, provider_id,
        published, seen, baseline, state, reason, attempts, next_try, sha256, unread_sha256, framework,
        inspection_start, inspection_end, basis, listed, unresolved_since, waits_since
        """

    private static let insert = Query.insertion(into: "publications", Query.names(in: columns))

    /// `INSERT` where it is not there.
    static let add = "\(insert) ON CONFLICT (feed, identity) DO NOTHING"

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
        let row: Int64? = columns.next()
        var fields = Fields(
            row: row, feed: columns.next(), identity: columns.next(), fingerprint: columns.next(),
            documentURL: columns.next(), announcesPDF: columns.next(), title: columns.next(), type: columns.next(),
            providerName: columns.next(), providerURN: columns.next(),
            providerID: (columns.next() as String?).map { ProviderID($0) },
            published: columns.day(), seen: Date(timeIntervalSince1970: columns.next()), baseline: columns.next())
        fields.state = PublicationState(rawValue: columns.next()) ?? .pending
        fields.reason = columns.next()
        fields.attempts = columns.next()
        fields.nextTry = Date(seconds: columns.next())
        fields.sha256 = columns.next()
        fields.unreadSHA256 = columns.next()
        fields.framework = columns.next()
        let start = columns.day()
        fields.dates = InspectionDates(start: start, end: columns.day())
        fields.basis = (columns.next() as String?).flatMap(Basis.init(rawValue:))
        fields.listed = Date(seconds: columns.next())
        fields.unresolvedSince = Date(seconds: columns.next())
        fields.waitsSince = Date(seconds: columns.next())
        self.init(fields)
    }

    /// In the order of `columns`.
    var values: [(any QueryValue)?] { box.fields.values }
}

extension StoredPublication.Fields {
    fileprivate var values: [(any QueryValue)?] {
        [
            feed, identity, fingerprint, documentURL, announcesPDF, title, type, providerName, providerURN,
            providerID?.text, published?.iso, seen.seconds, baseline, state.rawValue, reason, attempts,
            nextTry?.seconds, sha256, unreadSHA256, framework, dates.start?.iso, dates.end?.iso, basis?.rawValue,
            listed?.seconds, unresolvedSince?.seconds, waitsSince?.seconds,
        ]
    }
}

/// What has become of a publication.
package enum PublicationState: String, Sendable, CaseIterable {
    /// Its document has been read.
    case read
    /// Its document could not be fetched or read yet, and is tried again.
    case pending
    /// Its document is on a host that may not be followed; final.
    case notFollowed = "not-followed"
    /// Witnesses in its document disagree.
    case doubtful
    /// Its document is no report; final.
    case notAReport = "not-a-report"
}
