/// What one document states, or the named reason why it states nothing.
package struct Outcome: Hashable, Codable, Sendable {
    package enum Result: String, Hashable, Codable, Sendable, CaseIterable {
        /// At least one judgement, and no witness against any.
        case graded
        /// A report that states no grade: a visit letter.
        case ungraded
        /// Witnesses disagree; `doubts` says how, and the judgements in doubt are left out.
        case doubtful
        /// No report at all: a "not found" page, a news page without a judgement.
        case notAReport = "not-a-report"
        /// Nothing could be read; `doubts` says why.
        case unreadable
    }

    package var result: Result
    /// Media type by content: `application/pdf`, `text/html`, `text/plain`, `application/octet-stream`.
    package var media: String
    /// Lower-case hex SHA-256 of the document's bytes.
    package var sha256: String
    /// Framework id: `ilacs`; `nil` where the document belongs to none that grades.
    package var framework: String?
    package var basis: Basis
    /// The provider's name, cleaned: `Cheshire East`.
    package var providerName: String?
    /// Unique reference number where the document prints it or the registry knows the name.
    package var providerURN: String?
    package var inspection: InspectionDates
    /// The date of publication that the document itself prints.
    package var published: CalendarDate?
    package var leadInspector: String?
    /// Facts beside grades, by id: `priority_action` is `yes`, `remain` or `no`.
    package var facts: [String: String]
    package var judgements: [Judgement]
    /// Each says what is in doubt or unreadable, and names both witnesses.
    package var doubts: [String]
    /// Of the areas in doubt: what each place of the document states.
    package var witnesses: [Witness] = []
    /// True for the page that a host shows instead of a document that it does not have, now.
    package var isNotFoundPage = false
    /// True where the document ends before its end, as one does that was cut in transit.
    package var isCut = false
    /// Of what is no report: what it states under a title of no known framework; `nil` for an ordinary document.
    package var unknownReport: UnknownReport?

    package init(
        result: Result, media: String, sha256: String, framework: String? = nil, basis: Basis = .report,
        providerName: String? = nil, providerURN: String? = nil,
        inspection: InspectionDates = InspectionDates(start: nil, end: nil), published: CalendarDate? = nil,
        leadInspector: String? = nil, facts: [String: String] = [:], judgements: [Judgement] = [],
        doubts: [String] = []
    ) {
        self.result = result
        self.media = media
        self.sha256 = sha256
        self.framework = framework
        self.basis = basis
        self.providerName = providerName
        self.providerURN = providerURN
        self.inspection = inspection
        self.published = published
        self.leadInspector = leadInspector
        self.facts = facts
        self.judgements = judgements
        self.doubts = doubts
    }
}

/// A document that states grades as reports of inspections do, under a title of no known framework.
package struct UnknownReport: Hashable, Codable, Sendable {
    /// As its first page prints it.
    package let title: String
    /// The printed labels that grades stand beside, in the order of the document; empty where its grades are unknown
    /// too.
    package let labels: [String]

    package init(title: String, labels: [String]) {
        self.title = title
        self.labels = labels
    }

    /// Equal for reports of one framework, whoever they are on: the first label, where there is one.
    package var key: String { (labels.first ?? "").lowercased() }
}

/// What kind of evidence a judgement rests on, best first.
package enum Basis: String, Hashable, Codable, Sendable, CaseIterable {
    /// What an operator has stated.
    case ruling
    case report, table, press
}
