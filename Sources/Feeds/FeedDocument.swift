package import Inspections

/// What one answer of a feed says.
package struct FeedDocument: Sendable, Hashable {
    /// `atom10`, `atom03`, `rss20`, `rss10`, `rss09x`, `cdf`, `json11`, `json10`, `ofsted-listing`, `ofsted-provider`,
    /// `govuk-content`, `page`, `xml`, `json`, `cqc-listing`, `cqc-location`.
    package var format: String
    package var title: String?
    /// True where the document was broken and was read all the same: entries may be missing, so none is ever taken for gone.
    package var recovered: Bool
    /// True where the document ends before its root element does: entries are missing at its end.
    package var isCut = false
    /// True where the publisher says that the feed has ended; an entry that only says so is no publication.
    package var ended: Bool
    package var hints: FeedHints
    /// In the document's order.
    package var publications: [Publication]
    /// What the document states itself, where it is not a list of publications.
    package var inspections: [TableInspection] = []
    /// Why single entries were left out: `item 7 (Oak House): has no address`.
    package var complaints: [String] = []
    /// Whom the document lists, where it states grades itself; also those without any.
    package var graded: [GradedProvider] = []
    /// What looks like ratings and is not known, by its place: `assessment[].ratings.groupRatings`.
    package var unknownRatings: [String] = []
    /// The providers whose pages list the publications; `nil` where the document lists publications itself.
    package var listing: ProviderListing?
    /// The page of a provider, byte for byte, where its markup states ratings beside its links: a document of its own.
    package var ratings: [UInt8]?

    package init(
        format: String, title: String? = nil, recovered: Bool = false, ended: Bool = false,
        hints: FeedHints = FeedHints(), publications: [Publication] = [], listing: ProviderListing? = nil
    ) {
        self.format = format
        self.title = title
        self.recovered = recovered
        self.ended = ended
        self.hints = hints
        self.publications = publications
        self.listing = listing
    }
}
