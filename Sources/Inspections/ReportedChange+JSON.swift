extension ReportedChange {
    /// `provider` to `late`, in the order of the contract's example.
    var jsonMembers: [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("provider", provider.json),
            .init("inspection", dates.json(framework: framework)),
            .init(
                "publication",
                .object([
                    .init("title", .string(title)),
                    .init("url", .string(url)),
                    .init("published", .string(orNull: published?.iso)),
                    .init("seen", .string(seen.iso8601)),
                    .init("sha256", .string(sha256)),
                ])),
            .init("judgements", .array(change.judgements.map(\.json))),
        ]
        if !facts.isEmpty {
            members.append(
                .init(
                    "facts",
                    .object(facts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })))
        }
        members += [.init("basis", .string(basis.rawValue)), .init("late", .bool(change.late))] + relation.jsonMembers
        return members
    }
}
