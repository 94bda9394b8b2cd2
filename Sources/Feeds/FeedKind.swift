package import Inspections

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

    /// `base`: the address that the document was fetched from; `contentType`: the HTTP answer's, where it has one.
    package func read(
        _ bytes: [UInt8], base: String? = nil, contentType: String? = nil
    ) throws(FeedError) -> FeedDocument {
        switch self {
        case .feed: try FeedReader(base: base, contentType: contentType).read(bytes)
        case .ofstedReports: try OfstedReader(base: base, contentType: contentType).read(bytes)
        // What a table states depends on the feed's column map: it is read row by row, never as publications.
        case .table: throw FeedError(subject: base, cause: .table)
        case .govukStatistics: try StatisticsPage(bytes, base: base ?? "").document
        }
    }

    /// True where the address leads to a listing of providers, false where it leads to the publications themselves.
    package var listsProviders: Bool {
        switch self {
        case .feed, .table, .govukStatistics: false
        case .ofstedReports: true
        }
    }

    /// The address to ask first; `since`: only what was published on that day or after it is wanted, where the source can tell.
    package func firstAddress(of url: String, since: CalendarDate? = nil) -> String {
        switch self {
        case .feed, .table, .govukStatistics: url
        case .ofstedReports: OfstedSearch.firstPage(of: url, since: since)
        }
    }
}
