import Feeds
import HTTPTransport

/// What is known of the sites that feeds are made for: their documents lie on hosts of their own.
enum KnownPublisher {
    private static let documentHosts = [
        "reports.ofsted.gov.uk": "files.ofsted.gov.uk", "www.gov.uk": "assets.publishing.service.gov.uk",
    ]

    /// Why a feed will probably give nothing; `nil` where nothing speaks against it.
    static func doubt(of address: FeedAddress, kind: FeedKind, follow: Set<String>) -> String? {
        switch kind {
        case .ofstedReports where !address.url.contains("/search"):
            return "is no search: give the address that a browser shows after a search on reports.ofsted.gov.uk"
        case .ofstedReports, .govukStatistics:
            guard let host = documentHosts[address.origin.host], !follow.contains(host) else { return nil }
            return "its documents lie on \(host), so none will be read; add follow: [\(host)]"
        case .feed, .table, .page, .json, .cqc: return nil
        }
    }
}
