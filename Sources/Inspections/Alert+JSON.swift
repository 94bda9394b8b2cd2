extension Alert {
    /// The CloudEvents body; `sequence` from 1, `routes` the names of the routes that matched.
    package func json(sequence: Int, routes: [String]) -> JSONValue {
        let digits = String(sequence)
        return .object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string("/ratingwatch/" + instance)),
            .init("type", .string(kind.type)),
            .init("subject", .string(subject)),
            .init("time", .string(time.iso8601)),
            .init("datacontenttype", .string("application/json")),
            .init("sequence", .string(String(repeating: "0", count: max(0, 20 - digits.count)) + digits)),
            .init("data", .object(data(routes: routes))),
        ])
    }

    private func data(routes: [String]) -> [JSONValue.Member] {
        let routeNames = JSONValue.array(routes.map(JSONValue.string))
        guard let told = report?.jsonMembers ?? portfolio?.jsonMembers else {
            let source: [JSONValue.Member] = feed.isEmpty ? [] : [.init("feed", .string(feed))]
            return [.init("summary", .string(summary))] + (document?.jsonMembers ?? []) + source
                + [.init("routes", routeNames)]
        }
        var members: [JSONValue.Member] = [
            .init("direction", .string(direction.rawValue)),
            .init("summary", .string(summary)),
        ]
        members += told
        members += [.init("feed", .string(feed)), .init("routes", routeNames)]
        return members
    }
}
