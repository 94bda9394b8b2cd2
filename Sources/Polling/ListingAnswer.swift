import HTTPTransport

/// What a publisher's good answer says besides the listing itself.
struct ListingAnswer: Sendable {
    let validators: Validators?
    /// Seconds that the publisher asks to wait.
    let asked: Double?
    /// Where the feed has moved for good: the end of the permanent redirects that the answer began with.
    let movedTo: String?

    init(_ response: HTTPResponse, asked: Double?) {
        self.init(validators: response.validators, asked: asked, redirects: response.redirects)
    }

    init(validators: Validators?, asked: Double?, redirects: [HTTPRedirect]) {
        self.validators = validators
        self.asked = asked
        // Behind a temporary redirect a permanent one moves another address than ours.
        movedTo = redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.to
    }
}
