extension HTTPError {
    static func cancelled(_ hop: Hop) -> HTTPError {
        HTTPError(
            .cancelled, method: hop.method, url: hop.address.text, cause: "cancelled", hint: "send it again")
    }

    static func exhausted(_ hop: Hop, _ cause: String) -> HTTPError {
        HTTPError(
            .exhausted, method: hop.method, url: hop.address.text, cause: cause,
            hint: "free memory or descriptors on this machine")
    }
}
