extension FeedKind {
    /// The `Accept` field of a request for such a document: its own types before anything else.
    package var accept: String {
        switch self {
        case .feed:
            "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
                + "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
        case .ofstedReports, .page:
            "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.1"
        case .table: "text/csv, text/tab-separated-values;q=0.9, */*;q=0.1"
        case .govukStatistics, .cqc, .json: "application/json"
        }
    }
}
