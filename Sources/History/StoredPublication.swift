package import Foundation
package import Inspections
import Text

/// A publication as the history holds it: what the feed stated, and what has become of it.
package struct StoredPublication: Sendable, Hashable {
    /// Row of the database; `nil` before it is inserted.
    package var row: Int64?
    package let feed: String
    /// What stays equal while the entry is updated.
    package var identity: String
    /// What it was known by until now, where its feed gives it another id; not stored.
    package var formerIdentity: String?
    /// Changes when the entry changes.
    package var fingerprint: String
    package var documentURL: String?
    package var announcesPDF: Bool
    package var title: String?
    package var type: String?
    package var providerName: String?
    package var providerURN: String?
    package var providerID: ProviderID?
    /// The listing's London date.
    package var published: CalendarDate?
    package var seen: Date
    /// True for what the feed's first successful poll listed: it never alerts readers.
    package var baseline: Bool
    package var state: PublicationState
    /// Why it is in that state, in words.
    package var reason: String?
    package var attempts: Int
    /// When a pending document is tried again.
    package var nextTry: Date?
    /// When `nextTry` was set.
    package var waitsSince: Date?
    /// Of the document that it was read from.
    package var sha256: String?
    /// Of a document that no known framework's data could read.
    package var unreadSHA256: String?
    package var framework: String?
    package var dates: InspectionDates
    package var basis: Basis?
    /// The later of the listing's instants of publication and update.
    package var listed: Date?
    /// Since when it could not be read, or was in doubt, while nothing trusted is known of it.
    package var unresolvedSince: Date?

    package init(
        feed: String, identity: String, fingerprint: String, publication: Publication, published: CalendarDate?,
        seen: Date, baseline: Bool
    ) {
        self.feed = feed
        self.identity = identity
        self.fingerprint = fingerprint
        self.documentURL = publication.documentURL.flatMap(AddressText.listed)
        self.announcesPDF = publication.announcesPDF
        self.title = publication.title.map(OutsideText.line)
        self.type = publication.type.map(OutsideText.line)
        self.providerName = publication.providerName.map(OutsideText.line)
        self.providerURN = publication.providerURN
        self.published = published
        self.seen = seen
        self.baseline = baseline
        self.state = .pending
        self.attempts = 0
        self.dates = InspectionDates(start: nil, end: nil)
        self.listed = [publication.published, publication.updated].compactMap(\.self).max()
    }
}
