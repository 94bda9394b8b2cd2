/// One exchange with one server: a request as libcurl gets it, redirects not followed.
struct Hop: Sendable {
    var method: HTTPMethod
    var address: WebAddress
    var headers: HTTPHeaders
    var body: [UInt8]?
    var timeout: Duration
    var bodyLimit: Int
    var cutsBody = false
    var permission: Permission
    var userAgent: String
    /// Where the body of a good answer goes; nil for memory.
    var sink: (any BodySink)?
    /// Of authorities that are trusted beside the system's.
    var certificateFile: String?
}

/// What came of one hop.
struct Exchange: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    let duration: Duration
}

extension Exchange {
    /// Where a redirect leads, as its Location header says; nil for every other answer.
    var redirect: String? {
        switch status {
        case 301, 302, 303, 307, 308: headers["Location"].flatMap { $0.isEmpty ? nil : $0 }
        default: nil
        }
    }
}

extension HTTPError {
    /// Somebody else asks in this one's place by now.
    static func notInTurn(_ hop: Hop) -> HTTPError {
        HTTPError(
            .cancelled, method: hop.method, url: hop.address.text, cause: "another daemon asks this host",
            hint: "it is asked in its turn")
    }

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
