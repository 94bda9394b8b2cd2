extension HTTPError {
    static func cancelled(_ method: HTTPMethod, _ url: String) -> HTTPError {
        HTTPError(.cancelled, method: method, url: url, cause: "cancelled", hint: "send it again")
    }

    static func cancelled(_ hop: Hop) -> HTTPError {
        cancelled(hop.method, hop.address.text)
    }

    static func exhausted(_ hop: Hop, _ cause: String) -> HTTPError {
        HTTPError(
            .exhausted, method: hop.method, url: hop.address.text, cause: cause,
            hint: "free memory or descriptors on this machine")
    }
}
