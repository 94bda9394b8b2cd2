import HTTPTransport

/// A transport as most tests want it: without an interval between requests.
func makeTransport(perHost: Int = 4, interval: Duration = .zero) throws -> HTTPTransport {
    try HTTPTransport(userAgent: "ratingwatch/test (+test@example.org)", perHost: perHost, interval: interval)
}
