extension JudgementChange {
    var json: JSONValue {
        let corrected: [JSONValue.Member] = was.map { [.init("was", .string($0))] } ?? []
        return .object(
            [
                .init("area", .string(area)),
                .init("from", .string(orNull: from)),
                .init("to", .string(orNull: to?.grade)),
                .init("direction", .string(orNull: direction?.rawValue)),
                .init("steps", .int(orNull: steps)),
                .init("across_frameworks", .bool(acrossFrameworks)),
                .init("printed", .string(orNull: to?.printed)),
                .init("page", .int(orNull: to?.page)),
                .init("evidence", .string(orNull: to?.evidence)),
                .init(
                    "previous",
                    previous.map {
                        .object([
                            .init("inspection_start", .string(orNull: $0.start?.iso)),
                            .init("url", .string(orNull: $0.url)),
                        ])
                    } ?? .null),
            ] + corrected)
    }
}
