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
