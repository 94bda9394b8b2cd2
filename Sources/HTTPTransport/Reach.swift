/// How far a request may go, by who named its address.
package enum Reach: Hashable, Sendable {
    /// The configuration named it, as it names a receiver: http, https and file, to anywhere; a redirect stays on http
    /// and https.
    case asConfigured
    /// The configuration named it as a source: a host's name must lead to public addresses, also at each redirect.
    /// `inner`: the one host that may be this machine or lie in its network.
    case feed(inner: String?)
    /// A fetched document named it: the document's own origin, or by https a host of `follow` that resolves to a public
    /// address.
    case document(origin: Origin, follow: Set<String>, inner: String?)
}

extension Reach {
    /// Whether one hop is allowed; asked again at each redirect. `previous`: the hop that redirects there.
    func permission(for address: WebAddress, after previous: WebAddress?) throws(HTTPError) -> Permission {
        if previous != nil, address.origin.scheme == "file" {
            throw HTTPError(
                .notFollowed, url: address.text, cause: "a redirect may not lead to a file",
                hint: "look at what the server redirects to")
        }
        if previous?.origin.scheme == "https", address.origin.scheme == "http" {
            throw HTTPError(
                .notFollowed, url: address.text, cause: "a redirect may not lead from https to http",
                hint: "tell the publisher, or configure the address where it ends")
        }
        switch self {
        case .asConfigured:
            return .anyAddress
        case .feed(let inner):
            if address.origin.scheme == "file" || address.origin.host == inner { return .anyAddress }
            return .publicAddressOrProxy
        case .document(let origin, let follow, let inner):
            if address.origin == origin {
                return origin.scheme == "file" || origin.host == inner ? .anyAddress : .publicAddressOrProxy
            }
            let named = follow.contains { $0.lowercased() == address.origin.host }
            guard named else {
                throw HTTPError(
                    .notFollowed, url: address.text, cause: "its host is neither that of \(origin) nor in `follow`",
                    hint: "add the host to the feed's `follow` if its documents may come from there")
            }
            guard address.origin.scheme == "https" else {
                throw HTTPError(
                    .notFollowed, url: address.text, cause: "a host in `follow` is fetched by https only",
                    hint: "ask the publisher for an https link")
            }
            return .publicAddress
        }
    }
}

/// What one hop may connect to.
enum Permission: Hashable, Sendable {
    case anyAddress
    /// The address that the name resolves to must be public.
    case publicAddress
    /// The same, unless the environment names a proxy for the address: that resolves the name, and decides whom it
    /// connects to.
    case publicAddressOrProxy
}
