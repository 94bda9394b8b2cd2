import HTTPTransport

/// A request's body with the headers that belong to it.
struct WebhookMessage {
    let body: [UInt8]
    let headers: [(String, String)]

    init(_ text: String, contentType: String, headers: [(String, String)] = []) {
        body = Array(text.utf8)
        self.headers = [("Content-Type", contentType)] + headers
    }
}
