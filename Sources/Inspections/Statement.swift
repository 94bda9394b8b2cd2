package import Foundation

/// What one version of one source says of one inspection, or of one visit, of one provider. It is kept for ever: a
/// later one supersedes it, none is changed. An object: a timeline sorts and groups statements over and over, and
/// copies of two dozen members would cost more than all that it decides.
package final class Statement: Hashable, Sendable {
    /// How far a statement is believed.
    package enum Trust: String, Hashable, Sendable {
        case trusted
        /// Kept for an operator's word; no conclusion is drawn from it.
        case doubtful
    }

    /// What an operator has decided of a publication.
    package enum Ruling: String, Hashable, Sendable {
        /// What its document states is right.
        case accept
        /// Nothing that it states counts.
        case reject
        /// An earlier decision no longer holds.
        case withdraw
        /// The operator says what it states.
        case state
    }

    /// Grows with every statement recorded.
    package let id: Int64
    /// Row of the publication: one entry of one feed, or one row of a table.
    package let publication: Int64
    package let provider: ProviderID
    /// Framework id; `nil` for a letter.
    package let framework: String?
    /// The kind of visit that a letter is on, in lower case.
    package let visit: String
    package let dates: InspectionDates
    /// The listing's London date.
    package let published: CalendarDate?
    /// The later of the listing's instants of publication and update; `nil` where it gives none.
    package let listed: Date?
    package let recorded: Date
    /// When the publication was first seen.
    package let seen: Date
    package let title: String
    /// As listed, before redirects.
    package let url: String
    /// What tells the document's address from others wherever its site moves; `nil` for a row.
    package let address: String?
    /// Of the bytes; rows of one version of a table share it.
    package let sha256: String
    /// What read it; another reader may read the same bytes otherwise.
    package let reader: String
    package let basis: Basis
    package let source: Source
    /// The publisher's number of the inspection; `nil` where there is none.
    package let number: String?
    /// True for a row of a table or an item of a page, which share address and bytes with others.
    package let isRow: Bool
    /// True where some areas alone were graded again after the inspection: it ends no area, and its number is the
    /// inspection's.
    package let isPartial: Bool
    package let trust: Trust
    package let ruling: Ruling?
    /// The operator who decided it, and why.
    package let ruledBy: String?
    package let ruledWhy: String?
    /// True where readers do not hear of its own inspection: the feed's first poll listed it.
    package let isSilent: Bool
    /// `nil` where they were not kept.
    package let facts: [String: String]?
    package let judgements: [Judgement]
    /// Areas whose column was missing from its source: it does not say whether the inspection graded them.
    package let unsaid: Set<String>

    package init(
        id: Int64, publication: Int64, provider: ProviderID, framework: String?, visit: String = "",
        dates: InspectionDates, published: CalendarDate?, listed: Date?, recorded: Date, seen: Date, title: String,
        url: String,
        address: String?, sha256: String, reader: String = "", basis: Basis, source: Source, number: String? = nil,
        isRow: Bool = false, isPartial: Bool = false, trust: Trust = .trusted, ruling: Ruling? = nil,
        ruledBy: String? = nil,
        ruledWhy: String? = nil, isSilent: Bool = false,
        facts: [String: String]? = [:], judgements: [Judgement], unsaid: Set<String> = []
    ) {
        self.id = id
        self.publication = publication
        self.provider = provider
        self.framework = framework
        self.visit = visit
        self.dates = dates
        self.published = published
        self.listed = listed
        self.recorded = recorded
        self.seen = seen
        self.title = title
        self.url = url
        self.address = address
        self.sha256 = sha256
        self.reader = reader
        self.basis = basis
        self.source = source
        self.number = number
        self.isRow = isRow
        self.isPartial = isPartial
        self.trust = trust
        self.ruling = ruling
        self.ruledBy = ruledBy
        self.ruledWhy = ruledWhy
        self.isSilent = isSilent
        self.facts = facts
        self.judgements = judgements
        self.unsaid = unsaid
    }

    /// A statement never changes: its id says which it is.
    package static func == (a: Statement, b: Statement) -> Bool { a.id == b.id }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// The first day of the inspection, else the day of publication, which stands for it in order and joining.
    package var day: CalendarDate? { dates.start ?? published }

    /// The day on which it was published, as far as anybody knows.
    package var publishedOrRecorded: CalendarDate {
        published ?? CalendarDate(london: recorded) ?? .distantFuture
    }

    package func grade(of area: String) -> String? { judgements.first { $0.area == area }?.grade }

    /// True where this version came after the other, whatever the order in which they arrived.
    package func isNewer(than other: Statement) -> Bool {
        if id <= other.id { return id < other.id && !other.isNewer(than: self) }
        // Recorded after the other, whatever the clock said, which may have been set back between them.
        let (own, others) = (newness(asOf: max(recorded, other.recorded)), other.newness(asOf: other.recorded))
        if own != others { return own > others }
        // Of what was recorded at once neither came first.
        return recorded != other.recorded || sha256 >= other.sha256
    }

    /// A listing that dates an update in the future says nothing of how new it is.
    private func newness(asOf recorded: Date) -> Date { listed.map { min($0, recorded) } ?? recorded }

    /// What some publishers write where they have no number.
    package static func number(_ text: String?) -> String? {
        guard let text = text?.filter({ !$0.isWhitespace }), !text.isEmpty else { return nil }
        let empty: Set<String> = ["tbc", "tba", "n/a", "na", "null", "none", "-", "unknown"]
        return empty.contains(text.lowercased()) || text.allSatisfy { $0 == "0" } ? nil : text
    }
}

/// First and last day of an inspection; `nil` where the document does not print them (or prints no year).
package struct InspectionDates: Hashable, Codable, Sendable {
    package let start: CalendarDate?
    package let end: CalendarDate?

    package init(start: CalendarDate?, end: CalendarDate?) {
        self.start = start
        self.end = end
    }

    /// `inspection` of an alert's `data`.
    func json(framework: String?) -> JSONValue {
        .object([
            .init("framework", .string(orNull: framework)), .init("start", .string(orNull: start?.iso)),
            .init("end", .string(orNull: end?.iso)),
        ])
    }
}
