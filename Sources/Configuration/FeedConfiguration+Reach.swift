package import HTTPTransport

/// How far the requests for a feed may go.
extension FeedConfiguration {
    /// For its own address.
    package var reach: Reach { .feed(inner: innerHost) }

    /// For what it lists. `address`: where the feed is now; `target`: where its publisher says that it has moved, whose documents
    /// count as its own, by https and on public addresses.
    package func documentReach(from address: String, movingTo target: String? = nil) -> Reach {
        let host = target.flatMap(Origin.init(url:))?.host
        return .document(
            origin: Origin(url: address) ?? origin, follow: host.map { follow.union([$0]) } ?? follow, inner: innerHost)
    }

    /// An address, or this machine, is its own permission: it leads nowhere else. A name needs the operator's.
    private var innerHost: String? { allowsPrivate || origin.isAddress ? origin.host : nil }
}
