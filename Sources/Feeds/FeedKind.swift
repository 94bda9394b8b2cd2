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

    /// All that differs between this kind and the others. Of the maps it is given its own, or none where only what all
    /// feeds of the kind have in common is asked for.
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

    /// Reads one document; `page`: how the feed's pages are read, for kind `page`; `json`: how its JSON is read, for
    /// kind `json`.
    package func read(
        _ bytes: [UInt8], base: String? = nil, contentType: String? = nil, page: PageMap? = nil, json: JSONMap? = nil
    ) throws(FeedError) -> FeedDocument {
        try source(page: page, json: json).read(bytes, base: base, contentType: contentType)
    }
}

/// What differs between kinds of source: each kind's folder holds its own, with all that is known of its publisher.
package protocol FeedSource: Sendable {
    /// What its documents hold, and so by which steps it is polled.
    var content: SourceContent { get }
    /// The `Accept` field of a request for its documents: its own types before anything else.
    var accept: String { get }
    /// What lies at its address, for people: `feed`.
    var noun: String { get }
    /// Whether it asks for a key.
    var key: SourceKey { get }
    /// Who publishes it, wherever it lies; `nil` where the address tells.
    var publisher: String? { get }
    /// Host of a site -> the host where the documents lie that it lists.
    var documentHosts: [String: String] { get }
    /// Tells how its documents are read from any other way; `nil` for what is read in one way alone.
    var version: UInt64? { get }
    /// Reads a list that comes in several pages; `nil` for one that comes whole.
    var pages: JSONReader? { get }

    /// Why an address is probably not meant; `nil` where nothing speaks against it.
    func doubt(ofAddress address: String) -> String?
    /// `base`: the address that the document was fetched from; `contentType`: the HTTP answer's, where it has one.
    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument
}

extension FeedSource {
    package var key: SourceKey { .none }
    package var publisher: String? { nil }
    package var documentHosts: [String: String] { [:] }
    package var version: UInt64? { nil }
    package var pages: JSONReader? { nil }
    package func doubt(ofAddress address: String) -> String? { nil }
}

/// What a source's documents hold.
package enum SourceContent: Sendable {
    /// Publications, whose documents state something.
    case publications
    /// Inspections, item by item.
    case inspections(StatedIDs)
    /// Inspections, in the rows of a table of any size.
    case table(any TableSource)
    /// Providers, whose own pages list publications or state inspections.
    case providers(any ProviderWalk)
}

/// How those are named whose inspections a source states itself.
package struct StatedIDs: Sendable, Hashable {
    /// What a provider's id begins with: `ofsted`.
    package let scheme: String
    /// `school`, or `unknown`.
    package let providerKind: String

    package init(scheme: String, providerKind: String) {
        self.scheme = scheme
        self.providerKind = providerKind
    }
}

/// Whether a source asks for a key.
package enum SourceKey: Sendable, Hashable {
    /// It takes none.
    case none
    /// It may take one, in a header field that is usually called so.
    case optional(header: String)
    /// It answers nobody without one.
    case required(header: String)
}

/// How a listing of providers is walked through, and what their pages hold.
package protocol ProviderWalk: Sendable {
    /// Where providers' pages state the ratings themselves, and what has changed is listed apart, with the day; `nil`
    /// where the listing shows the day of each provider's latest report, and the pages lead to documents.
    var stating: StatedIDs? { get }
    /// Days before the last that is known from which on it is asked what is new.
    var daysBack: Int { get }

    /// The address to ask first; `since`: only what was published on that day or after it, until `now`, is wanted,
    /// where the source can tell.
    func firstAddress(of url: String, since: CalendarDate?, now: Date) -> String
    /// True where the listing at `address` names providers that are none of the feed's.
    func mayListOthers(at address: String, of url: String) -> Bool
}

extension ProviderWalk {
    /// True where both addresses are of pages of one listing.
    package func isOneListing(_ address: String, _ other: String) -> Bool {
        Address(address).path == Address(other).path
    }

    package func mayListOthers(at address: String, of url: String) -> Bool { false }
}

/// Where a table is, and how it is read.
package protocol TableSource: FeedSource {
    var map: ColumnMap { get }
    /// The address of the document that says where the newest table is; `nil` where the table lies at the source's own
    /// address.
    func index(of url: String) -> String?
    /// What the index names as the newest.
    func newest(_ index: [UInt8], base: String) throws(FeedError) -> NamedTable
}

/// What the document says that tells where the newest table is.
package enum NamedTable: Sendable {
    case table(StatisticsAttachment)
    /// The address of the document that says it of the newest release.
    case release(String)
    /// The publisher says that there will be no more.
    case ended
}

extension TableSource {
    package func index(of url: String) -> String? { nil }

    package func newest(_ index: [UInt8], base: String) throws(FeedError) -> NamedTable { .ended }
}
