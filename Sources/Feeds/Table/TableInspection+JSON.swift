package import Inspections

extension TableInspection {
    /// The line that `ratingwatch read` prints of an inspection that a document states itself.
    package var json: JSONValue {
        .object([
            .init("place", .string(place)),
            .init("url", .string(orNull: link)),
            .init("title", .string(title)),
            .init("provider", .string(orNull: providerName)),
            .init("provider_id", .string(orNull: providerID)),
            .init("framework", .string(orNull: framework)),
            .init("start", .string(orNull: dates.start?.iso)),
            .init("published", .string(orNull: published?.iso)),
            .init(
                "judgements",
                .array(
                    judgements.map {
                        .object([
                            .init("area", .string($0.area)), .init("grade", .string($0.grade)),
                            .init("printed", .string($0.printed)),
                        ])
                    })),
        ])
    }
}
