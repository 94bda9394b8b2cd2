extension Reach {
    /// Whether one hop is allowed; asked again at each redirect.
    func permission(for address: WebAddress, isRedirect: Bool) throws(HTTPError) -> Permission {
        if isRedirect, address.origin.scheme == "file" {
            throw HTTPError(
                .notFollowed, url: address.text, cause: "a redirect may not lead to a file",
                hint: "look at what the server redirects to")
        }
        switch self {
        case .asConfigured:
            return .anyAddress
        case .document(let origin, let follow):
            if address.origin == origin { return .anyAddress }
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
