import Foundation
package import Inspections

extension HistoryTransaction {
    /// `nil` for a publication whose document has not been read.
    package func documentCheck(of publication: Int64) throws -> DocumentCheck? {
        try row(Query("SELECT * FROM document_checks WHERE publication = ?", [publication]), DocumentCheck.init)
    }

    package func save(_ check: DocumentCheck) throws {
        try run(
            .upsert(
                into: "document_checks", key: "publication",
                [
                    ("publication", check.publication),
                    ("etag", check.validators?.etag),
                    ("last_modified", check.validators?.lastModified),
                    ("validators_url", check.validators?.url),
                    ("checked_on", check.checkedOn.iso),
                    ("is_unlisted", check.isUnlisted),
                    ("missing_days", check.missingDays),
                    ("missing_on", check.missingOn?.iso),
                    ("is_withdrawn", check.isWithdrawn),
                ]))
    }

    /// Publications of a feed to look at again on `day`, at most `limit`: the missing first, then those not looked at
    /// for longest.
    package func documentsToCheck(feed: String, on day: CalendarDate, limit: Int) throws -> [StoredPublication] {
        try rows(
            Query(
                """
                SELECT id, \(StoredPublication.columns) FROM document_checks
                JOIN publications ON publications.id = document_checks.publication
                WHERE feed = ? AND checked_on <> ? AND next_try IS NULL
                ORDER BY missing_days > 0 DESC, checked_on, publications.id LIMIT ?
                """, [feed, day.iso, limit]), StoredPublication.init)
    }

    /// How many documents of a feed were looked at on a day.
    package func countChecks(feed: String, on day: CalendarDate) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM document_checks JOIN publications ON publications.id = publication
                WHERE checked_on = ? AND feed = ?
                """, [day.iso, feed]))
    }

    /// How many documents of a feed are gone and how many were read at all.
    package func countMissing(feed: String) throws -> (missing: Int, known: Int) {
        try row(
            Query(
                """
                SELECT count(CASE WHEN missing_days > 0 AND is_withdrawn = 0 THEN 1 END) AS missing, count(*) AS known
                FROM document_checks JOIN publications ON publications.id = publication WHERE feed = ?
                """, [feed])
        ) { ($0[0], $0[1]) } ?? (0, 0)
    }

    /// Whether a document of a provider was told to be gone.
    package func hasWithdrawnDocument(of provider: ProviderID) throws -> Bool {
        try count(
            Query(
                """
                SELECT count(*) FROM publications JOIN document_checks ON publications.id = publication
                WHERE provider_id = ? AND is_withdrawn = 1
                """, [provider.text])) > 0
    }

    /// Rows of a feed that were there once and are missing, or were told to be gone, by publication.
    package func missingRows(feed: String) throws -> [DocumentCheck] {
        try rows(
            Query(
                """
                SELECT document_checks.* FROM document_checks CROSS JOIN publications
                WHERE publications.id = publication AND feed = ? AND (missing_days > 0 OR is_withdrawn = 1)
                ORDER BY publication
                """, [feed]), DocumentCheck.init)
    }

    /// Nothing is missing any longer.
    package func forget(_ check: DocumentCheck) throws {
        try run(Query("DELETE FROM document_checks WHERE publication = ?", [check.publication]))
    }

    /// How many publications of a feed are known.
    package func countPublications(feed: String) throws -> Int {
        try count(Query("SELECT count(*) FROM publications WHERE feed = ?", [feed]))
    }

    /// Known publications of a feed whose identity begins with `prefix`.
    package func publications(feed: String, identityPrefix prefix: String) throws -> [StoredPublication] {
        try rows(
            Query(
                StoredPublication.select + " WHERE feed = ? AND identity >= ? AND identity < ? ORDER BY identity",
                [feed, prefix, prefix + "\u{10FFFF}"]), StoredPublication.init)
    }
}

extension DocumentCheck {
    /// `nil` for a row without a readable day.
    fileprivate init?(_ row: Row) {
        guard let checkedOn = row.date("checked_on") else { return nil }
        self.init(publication: row["publication"], validators: row.validators, checkedOn: checkedOn)
        isUnlisted = row["is_unlisted"]
        missingDays = row["missing_days"]
        missingOn = row.date("missing_on")
        isWithdrawn = row["is_withdrawn"]
    }
}

/// What is known of a document that was read, and is looked at again now and then.
package struct DocumentCheck: Sendable, Hashable {
    /// What readers hear of it.
    package enum Change: String, Hashable, Sendable {
        case withdrawn, restored
    }

    /// Row of the publication.
    package let publication: Int64
    package var validators: StoredValidators?
    /// London day of the last look.
    package var checkedOn: CalendarDate
    /// True where the provider's page, when last read, no longer listed it.
    package var isUnlisted: Bool
    /// Days in a row on which it was looked for and gone.
    package var missingDays: Int
    /// The last of these.
    package var missingOn: CalendarDate?
    /// True while readers know that it is gone.
    package var isWithdrawn: Bool

    package init(publication: Int64, validators: StoredValidators?, checkedOn: CalendarDate) {
        self.publication = publication
        self.validators = validators
        self.checkedOn = checkedOn
        isUnlisted = false
        missingDays = 0
        isWithdrawn = false
    }
}
