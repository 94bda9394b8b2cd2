import Feeds
import HTTPTransport

/// What is known of the sites that feeds are made for: their documents lie on hosts of their own.
enum KnownPublisher {
    /// Why a feed will probably give nothing; `nil` where nothing speaks against it.
    static func doubt(of address: FeedAddress, kind: FeedKind, follow: Set<String>) -> String? {
        let source = kind.source()
        if let doubt = source.doubt(ofAddress: address.url) { return doubt }
        guard let host = source.documentHosts[address.origin.host], !follow.contains(host) else { return nil }
        return "its documents lie on \(host), so none will be read; add follow: [\(host)]"
    }
}
