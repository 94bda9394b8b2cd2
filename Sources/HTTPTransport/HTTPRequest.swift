/// One request: everything that decides what is sent and how much may come back.
package struct HTTPRequest: Hashable, Sendable {
    package var method: HTTPMethod
    /// Requested unchanged, but for its fragment, which is never sent.
    package var url: String
    /// Sent to the origin of `url` only, since they may hold a key.
    package var headers: HTTPHeaders
    package var body: [UInt8]?
    package var validators: Validators?
    /// For all hops together; waiting for a turn at the host does not count.
    package var timeout: Duration
    /// Of the body after decompression, in bytes.
    package var bodyLimit: Int
    /// True where a longer body is cut at its limit, for an answer that counts by its status alone; else it is an
    /// error.
    package var cutsBody: Bool
    package var reach: Reach
    /// The host on whose behalf it is asked for; `nil` for that of `url`.
    package var source: String?

    package init(
        method: HTTPMethod = .get, url: String, headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        validators: Validators? = nil, timeout: Duration = .seconds(30), bodyLimit: Int = 50_000_000,
        cutsBody: Bool = false, reach: Reach = .asConfigured, source: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.validators = validators
        self.timeout = timeout
        self.bodyLimit = bodyLimit
        self.cutsBody = cutsBody
        self.reach = reach
        self.source = source
    }
}

package enum HTTPMethod: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
}

/// Where the body of a good answer (200) goes piece by piece instead of into memory.
package protocol BodySink: AnyObject, Sendable {
    /// Takes the next bytes, decompressed and within the request's limit; why it cannot, in a few words, ends the
    /// transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> String?
}
