/// A page of a listing as it was last read, so that "not modified" says what it lists.
package struct ListingPage: Sendable, Hashable {
    package let feed: String
    /// The address that it is asked for by.
    package let address: String
    /// The walk that read it last.
    package var walk: Int
    package var validators: StoredValidators?
    /// Hex SHA-256 of the body.
    package var bodyHash: String
    package var rows: Int
    package var total: Int?
    package var nextPage: String?

    package init(
        feed: String, address: String, walk: Int, validators: StoredValidators?, bodyHash: String, rows: Int,
        total: Int?, nextPage: String?
    ) {
        self.feed = feed
        self.address = address
        self.walk = walk
        self.validators = validators
        self.bodyHash = bodyHash
        self.rows = rows
        self.total = total
        self.nextPage = nextPage
    }
}
