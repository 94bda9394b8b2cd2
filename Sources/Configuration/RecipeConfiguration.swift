import Feeds
import YAML

/// `recipe:` of a feed: what a built-in source says of it holds where the feed itself says nothing else.
enum RecipeConfiguration {
    /// The configuration with the keys of its feeds' recipes.
    static func applied(to root: YAMLNode) -> YAMLNode {
        root.filled(at: "feeds") { $0.member("recipe")?.scalar.flatMap(Recipe.init(named:))?.feed }
    }

    /// Reports a name that is not known, and what the recipe needs and the feed does not give; false where there is any.
    static func isWhole(_ feed: YAMLMapping) -> Bool {
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
