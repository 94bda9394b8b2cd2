package import Inspections

extension FeedDocument {
    /// The first line that `ratingwatch read` prints of a document.
    package func feedLine(file: String) -> JSONValue {
        .object([
            .init(
                "feed",
                .object([
                    .init("file", .string(file)), .init("format", .string(format)),
                    .init("title", .string(orNull: title)), .init("recovered", .bool(recovered)),
                ]))
        ])
    }
}

extension FeedError {
    /// The line that `ratingwatch read` prints of a document that is no feed.
    package func feedLine(file: String) -> JSONValue {
        .object([.init("feed", .null), .init("file", .string(file)), .init("error", .string(description))])
    }
}
