package import Inspections

extension Publication {
    /// The line that `ratingwatch read` prints of a publication.
    package var json: JSONValue {
        .object([
            .init("id", .string(orNull: id)),
            .init("url", .string(orNull: url)),
            .init("title", .string(orNull: title)),
            .init("summary", .string(orNull: summary)),
            .init("content", .string(orNull: content)),
            .init("published", .string(orNull: published?.iso8601)),
            .init("updated", .string(orNull: updated?.iso8601)),
            .init("categories", .array(categories.map(JSONValue.string))),
            .init("enclosures", .array(enclosures.map(\.json))),
            .init("provider", .string(orNull: providerName)),
            .init("provider_id", .string(orNull: providerURN.map { ProviderID(urn: $0).text })),
            .init("type", .string(orNull: type)),
        ])
    }
}

extension Enclosure {
    fileprivate var json: JSONValue {
        .object([
            .init("url", .string(url)), .init("type", .string(orNull: type)), .init("length", .int(orNull: length)),
        ])
    }
}
