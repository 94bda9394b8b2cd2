import HTTPTransport

/// A request's body with the headers that belong to it.
struct WebhookMessage {
    let body: [UInt8]
    let headers: [(String, String)]
    /// Where it goes; `nil` for the receiver's own address.
    let url: String?

    static let json = "application/json; charset=utf-8"

    init(_ text: String, contentType: String, url: String? = nil) {
        body = Array(text.utf8)
        headers = [("Content-Type", contentType)]
        self.url = url
    }
}
