/// The kinds of source that publications are read from; each has its folder, and the `switch` below is the registry.
package enum FeedKind: String, CaseIterable, Sendable {
    /// Atom, RSS, JSON Feed.
    case feed
    /// A search on Ofsted's report site: a listing of providers, whose own pages list their publications.
    case ofstedReports = "ofsted-reports"
    /// A CSV table by a column map.
    case table
    /// The newest table of a statistical data set of GOV.UK.
    case govukStatistics = "govuk-statistics"
    /// An HTML page, or XML, by XPath expressions.
    case page
    /// JSON by paths.
    case json
    /// The API of the Care Quality Commission: listings of locations, which state their ratings themselves.
    case cqc

    /// All that differs between this kind and the others. Of the maps it is given its own, or none where only what all feeds of the
    /// kind have in common is asked for.
    package func source(table: ColumnMap? = nil, page: PageMap? = nil, json: JSONMap? = nil) -> any FeedSource {
        switch self {
        case .feed: SyndicatedFeed()
        case .ofstedReports: OfstedReportSite()
        case .table: TableAtAddress(map: table ?? .none)
        case .govukStatistics: StatisticalDataSet(map: table ?? .none)
        case .page: ListedPage(map: page)
        case .json: ListedJSON(map: json)
        case .cqc: CqcService()
        }
    }

    /// Reads one document; `page`: how the feed's pages are read, for kind `page`; `json`: how its JSON is read, for kind `json`.
    package func read(
        _ bytes: [UInt8], base: String? = nil, contentType: String? = nil, page: PageMap? = nil, json: JSONMap? = nil
    ) throws(FeedError) -> FeedDocument {
        try source(page: page, json: json).read(bytes, base: base, contentType: contentType)
    }
}
