/// The kinds of source that publications are read from; each has its folder, and the `switch` below is the registry.
package enum FeedKind: String, CaseIterable, Sendable {
    /// Atom, RSS, JSON Feed.
    case feed
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
        // What a table states depends on the feed's column map: it is read row by row, never as publications.
        case .table: throw FeedError(subject: base, cause: .table)
        case .govukStatistics: try StatisticsPage(bytes, base: base ?? "").document
        }
    }
}
