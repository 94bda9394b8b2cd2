package import Inspections

/// What one answer of a feed says.
package struct FeedDocument: Sendable, Hashable {
    /// `atom10`, `atom03`, `rss20`, `rss10`, `rss09x`, `cdf`, `json11`, `json10`, `ofsted-listing`, `ofsted-provider`,
    /// `govuk-content`, `page`, `xml`, `json`, `cqc-listing`, `cqc-location`.
    package var format: String
    package var title: String?
    /// True where the document was broken and was read all the same: entries may be missing, so none is ever taken for
    /// gone.
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
    /// Among these, what is left out because the document contradicts itself in it, though nothing else may be missing.
    package var contradictions: [String] = []
    /// What those entries may be on.
    package var unread = UnreadRows()
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

/// How often a feed asks to be polled; it may lengthen an interval, never shorten it.
package struct FeedHints: Sendable, Hashable {
    /// Seconds for which the document may be kept (RSS `ttl`).
    package var timeToLive: Int?
    /// Seconds of the period of updates (`sy:updatePeriod`).
    package var updatePeriod: Int?
    /// Updates in one period (`sy:updateFrequency`), at least 1.
    package var updatesPerPeriod: Int
    /// Hours of the day in UTC, 0 to 23, without updates.
    package var skipHours: Set<Int>
    /// English names of the days without updates: `Saturday`.
    package var skipDays: Set<String>

    package init(
        timeToLive: Int? = nil, updatePeriod: Int? = nil, updatesPerPeriod: Int = 1, skipHours: Set<Int> = [],
        skipDays: Set<String> = []
    ) {
        self.timeToLive = timeToLive
        self.updatePeriod = updatePeriod
        self.updatesPerPeriod = updatesPerPeriod
        self.skipHours = skipHours
        self.skipDays = skipDays
    }

    /// Seconds between two updates.
    package var updateInterval: Int? { updatePeriod.map { $0 / max(1, updatesPerPeriod) } }
}

extension FeedDocument {
    /// The first line that `ratingwatch read` prints of a document.
    package func feedLine(file: String) -> JSONValue {
        .object([
            .init(
                "feed",
                .object([
                    .init("file", .string(file)), .init("format", .string(format)),
                    .init("title", .string(orNull: title)), .init("recovered", .bool(recovered)),
                ]))
        ])
    }
}

extension FeedError {
    /// The line that `ratingwatch read` prints of a document that is no feed.
    package func feedLine(file: String) -> JSONValue {
        .object([.init("feed", .null), .init("file", .string(file)), .init("error", .string(description))])
    }
}

/// One row of a listing of providers.
package struct ListedProvider: Sendable, Hashable {
    /// What stays equal wherever the site moves: the path of the provider's page.
    package var path: String
    /// Absolute address of the provider's page.
    package var page: String
    package var name: String
    package var urn: String?
    package var region: String?
    package var rating: String?
    /// The day of the provider's latest report; `nil` where the row shows none.
    package var latest: CalendarDate?

    package init(
        path: String, page: String, name: String, urn: String? = nil, region: String? = nil,
        rating: String? = nil, latest: CalendarDate? = nil
    ) {
        self.path = path
        self.page = page
        self.name = name
        self.urn = urn
        self.region = region
        self.rating = rating
        self.latest = latest
    }
}

/// One page of a listing of providers.
package struct ProviderListing: Sendable, Hashable {
    /// In the page's order.
    package var providers: [ListedProvider]
    /// How many providers all pages list together, as the page itself says.
    package var total: Int?
    /// Absolute address of the next page; `nil` on the last.
    package var nextPage: String?

    package init(providers: [ListedProvider] = [], total: Int? = nil, nextPage: String? = nil) {
        self.providers = providers
        self.total = total
        self.nextPage = nextPage
    }
}

/// Whom a document lists, with the areas of which it states a grade in force that could be read; of none where it
/// states none.
package struct GradedProvider: Hashable, Sendable {
    /// The publisher's id, without scheme.
    package let id: String?
    package let name: String?
    /// Area ids.
    package let areas: Set<String>

    package init(id: String?, name: String?, areas: Set<String>) {
        self.id = id
        self.name = name
        self.areas = areas
    }
}
