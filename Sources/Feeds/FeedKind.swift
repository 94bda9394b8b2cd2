package import Foundation
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
    /// An HTML page, or XML, by XPath expressions.
    case page
    /// JSON by paths.
    case json
    /// The API of the Care Quality Commission: listings of locations, which state their ratings themselves.
    case cqc

    /// `base`: the address that the document was fetched from; `contentType`: the HTTP answer's, where it has one; `page`: how the
    /// feed's pages are read, for kind `page`; `json`: how its JSON is read, for kind `json`.
    package func read(
        _ bytes: [UInt8], base: String? = nil, contentType: String? = nil, page: PageMap? = nil, json: JSONMap? = nil
    ) throws(FeedError) -> FeedDocument {
        switch self {
        case .feed: try FeedReader(base: base, contentType: contentType).read(bytes)
        case .ofstedReports: try OfstedReader(base: base, contentType: contentType).read(bytes)
        // A table is read row by row, never as publications.
        case .table: throw FeedError(subject: base, cause: .needsConfiguration)
        case .govukStatistics: try StatisticsPage(bytes, base: base ?? "").document
        case .page:
            if let page {
                try PageReader(map: page, base: base, contentType: contentType).read(bytes)
            } else {
                throw FeedError(subject: base, cause: .needsConfiguration)
            }
        case .json:
            if let json {
                try JSONReader.document(bytes, map: json, base: base, contentType: contentType)
            } else {
                throw FeedError(subject: base, cause: .needsConfiguration)
            }
        case .cqc: try CqcReader(base: base).read(bytes)
        }
    }

    /// True where the address leads to a listing of providers, false where it leads to the publications themselves.
    package var listsProviders: Bool {
        switch self {
        case .feed, .table, .govukStatistics, .page, .json: false
        case .ofstedReports, .cqc: true
        }
    }

    /// True for a listing whose providers' pages state the ratings themselves, and which lists apart what has changed; false for one
    /// that shows the day of each provider's latest report and leads to documents.
    package var listsRatings: Bool { self == .cqc }

    /// The address to ask first; `since`: only what was published on that day or after it, until `now`, is wanted, where the source
    /// can tell.
    package func firstAddress(of url: String, since: CalendarDate? = nil, now: Date) -> String {
        switch self {
        case .feed, .table, .govukStatistics, .page, .json: url
        case .ofstedReports: OfstedSearch.firstPage(of: url, since: since)
        case .cqc:
            since.map { CqcAddress.changes(of: url, since: $0, now: now) } ?? CqcAddress.locations(of: url)
        }
    }

    /// True where both addresses are of pages of one listing.
    package func isOneListing(_ address: String, _ other: String) -> Bool {
        Address(address).path == Address(other).path
    }

    /// True where the listing at `address` names providers that are none of the feed's: that of changes knows no filter.
    package func mayListOthers(at address: String, of url: String) -> Bool {
        self == .cqc && CqcAddress.isOfChanges(address) && Address(url).query?.isEmpty == false
    }
}
