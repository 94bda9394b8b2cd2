/// The document that an operators' alert is about.
package struct AlertedDocument: Hashable, Codable, Sendable {
    /// `nil` where neither the listing nor the document names one.
    package let provider: Provider?
    package let title: String
    /// The address as listed.
    package let url: String
    /// The listing's London date.
    package let published: CalendarDate?
    package let sha256: String
    /// What speaks against it.
    package let doubts: [String]

    package init(
        provider: Provider?, title: String, url: String, published: CalendarDate?, sha256: String, doubts: [String]
    ) {
        self.provider = provider
        self.title = title
        self.url = url
        self.published = published
        self.sha256 = sha256
        self.doubts = doubts
    }

    /// Members of an alert's `data`.
    var jsonMembers: [JSONValue.Member] {
        [
            .init("provider", provider?.json ?? .null),
            .init(
                "publication",
                .object([
                    .init("title", .string(title)), .init("url", .string(url)),
                    .init("published", .string(orNull: published?.iso)), .init("sha256", .string(sha256)),
                ])),
            .init("doubts", .array(doubts.map(JSONValue.string))),
        ]
    }
}
