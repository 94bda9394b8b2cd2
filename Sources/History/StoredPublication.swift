package import Foundation
package import Inspections
import Text

/// A publication as the history holds it: what the feed stated, and what has become of it.
///
/// A listing may have a hundred thousand of them, which go from step to step in arrays: copies share what they hold
/// until one of them is changed.
package struct StoredPublication: Sendable {
    /// What it holds, which its copies share.
    private struct Fields: Sendable, Hashable {
        var row: Int64?
        var feed: String
        var identity: String
        var formerIdentity: String?
        var fingerprint: String
        var documentURL: String?
        var announcesPDF: Bool = false
        var title: String?
        var type: String?
        var providerName: String?
        var providerURN: String?
        var providerID: ProviderID?
        var published: CalendarDate?
        var seen: Date
        var baseline: Bool
        var state: PublicationState = .pending
        var reason: String?
        var attempts: Int = 0
        var nextTry: Date?
        var waitsSince: Date?
        var sha256: String?
        var unreadSHA256: String?
        var framework: String?
        var dates: InspectionDates = InspectionDates(start: nil, end: nil)
        var basis: Basis?
        var listed: Date?
        var unresolvedSince: Date?
    }

    private final class Box: Sendable {
        nonisolated(unsafe) var fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private var box: Box

    private init(_ fields: Fields) { box = Box(fields) }

    /// What it holds, shared with no copy: to be changed.
    private var own: Fields {
        get { box.fields }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.fields) }
            yield &box.fields
        }
    }

    /// Row of the database; `nil` before it is inserted.
    package var row: Int64? {
        get { box.fields.row }
        _modify { yield &own.row }
    }
    package var feed: String { box.fields.feed }
    /// What stays equal while the entry is updated.
    package var identity: String {
        get { box.fields.identity }
        _modify { yield &own.identity }
    }
    /// What it was known by until now, where its feed gives it another id; not stored.
    package var formerIdentity: String? {
        get { box.fields.formerIdentity }
        _modify { yield &own.formerIdentity }
    }
    /// Changes when the entry changes; empty for what no entry lists, such as a row of a table.
    package var fingerprint: String {
        get { box.fields.fingerprint }
        _modify { yield &own.fingerprint }
    }
    package var documentURL: String? {
        get { box.fields.documentURL }
        _modify { yield &own.documentURL }
    }
    package var announcesPDF: Bool {
        get { box.fields.announcesPDF }
        _modify { yield &own.announcesPDF }
    }
    package var title: String? {
        get { box.fields.title }
        _modify { yield &own.title }
    }
    package var type: String? {
        get { box.fields.type }
        _modify { yield &own.type }
    }
    package var providerName: String? {
        get { box.fields.providerName }
        _modify { yield &own.providerName }
    }
    package var providerURN: String? {
        get { box.fields.providerURN }
        _modify { yield &own.providerURN }
    }
    package var providerID: ProviderID? {
        get { box.fields.providerID }
        _modify { yield &own.providerID }
    }
    /// The listing's London date; where it gives none, the day that the document prints.
    package var published: CalendarDate? {
        get { box.fields.published }
        _modify { yield &own.published }
    }
    package var seen: Date {
        get { box.fields.seen }
        _modify { yield &own.seen }
    }
    /// True for what the feed's first successful poll listed: it never alerts readers.
    package var baseline: Bool {
        get { box.fields.baseline }
        _modify { yield &own.baseline }
    }
    package var state: PublicationState {
        get { box.fields.state }
        _modify { yield &own.state }
    }
    /// Why it is in that state, in words.
    package var reason: String? {
        get { box.fields.reason }
        _modify { yield &own.reason }
    }
    package var attempts: Int {
        get { box.fields.attempts }
        _modify { yield &own.attempts }
    }
    /// When a pending document is tried again.
    package var nextTry: Date? {
        get { box.fields.nextTry }
        _modify { yield &own.nextTry }
    }
    /// When `nextTry` was set.
    package var waitsSince: Date? {
        get { box.fields.waitsSince }
        _modify { yield &own.waitsSince }
    }
    /// Of the document that it was read from.
    package var sha256: String? {
        get { box.fields.sha256 }
        _modify { yield &own.sha256 }
    }
    /// Of a document that no known framework's data could read.
    package var unreadSHA256: String? {
        get { box.fields.unreadSHA256 }
        _modify { yield &own.unreadSHA256 }
    }
    package var framework: String? {
        get { box.fields.framework }
        _modify { yield &own.framework }
    }
    package var dates: InspectionDates {
        get { box.fields.dates }
        _modify { yield &own.dates }
    }
    package var basis: Basis? {
        get { box.fields.basis }
        _modify { yield &own.basis }
    }
    /// The later of the listing's instants of publication and update.
    package var listed: Date? {
        get { box.fields.listed }
        _modify { yield &own.listed }
    }
    /// Since when it could not be read, or was in doubt, while nothing trusted is known of it.
    package var unresolvedSince: Date? {
        get { box.fields.unresolvedSince }
        _modify { yield &own.unresolvedSince }
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
    var values: [(any QueryValue)?] {
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
