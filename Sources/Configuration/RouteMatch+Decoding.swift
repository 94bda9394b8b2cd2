extension RouteMatch: Decodable {
    /// A silence that an older version recorded knows nothing of later keys: what it does not ask for is not asked.
    package init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func list(_ key: CodingKeys) throws -> [String] {
            try container.decodeIfPresent([String].self, forKey: key) ?? []
        }
        kinds = try list(.kinds)
        directions = try list(.directions)
        providers = try list(.providers)
        regions = try list(.regions)
        providerKinds = try list(.providerKinds)
        frameworks = try list(.frameworks)
        feeds = try list(.feeds)
        areas = try list(.areas)
        from = try list(.from)
        to = try list(.to)
        priorityActions = try list(.priorityActions)
    }

    enum CodingKeys: String, CodingKey {
        case kinds, directions, providers, regions, providerKinds, frameworks, feeds, areas, from, to, priorityActions
    }
}
