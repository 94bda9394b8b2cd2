import Feeds
import Yams

/// `recipe:` of a feed: what a built-in source says of it holds where the feed itself says nothing else.
enum RecipeConfiguration {
    /// The configuration with the keys of its feeds' recipes.
    static func applied(to root: Node) -> Node {
        guard var mapping = root.mapping, var feeds = mapping["feeds"]?.sequence,
            feeds.contains(where: { $0.mapping?["recipe"] != nil })
        else { return root }
        for index in feeds.indices {
            guard var feed = feeds[index].mapping, let recipe = feed["recipe"]?.string.flatMap(Recipe.init(named:))
            else {
                continue
            }
            for (key, value) in recipe.feed where feed[key] == nil { feed[key] = value }
            feeds[index] = .mapping(feed)
        }
        mapping["feeds"] = .sequence(feeds)
        return .mapping(mapping)
    }

    /// Reports a name that is not known, and what the recipe needs and the feed does not give; false where there is any.
    static func isWhole(_ feed: ConfigurationMapping) -> Bool {
        guard let node = feed["recipe"] else { return true }
        guard let name = node.choice(BuiltInRecipe.self), let recipe = Recipe(named: name.rawValue) else {
            return false
        }
        let missing = recipe.needs.filter { feed[$0.key] == nil && !($0.key == "url" && feed["path"] != nil) }
        for (key, what) in missing {
            node.problem("\(recipe.name) needs \"\(key)\" beside it: \(what)")
        }
        return missing.isEmpty
    }
}
