import Feeds
import YAML

/// A source that comes with the program, as its file describes it.
package struct Recipe {
    package let name: String
    /// What it tells of, and who publishes it.
    package let title: String
    package let publisher: String
    package let coverage: String
    package let rhythm: String
    package let licence: String
    /// What nobody could try when it was written; `nil` for nothing.
    package let unproved: String?
    /// Keys of the feed that an operator has to give, with what each is.
    package let needs: [(key: String, what: String)]
    /// By such a key: what it looks like.
    package let examples: [String: String]
    /// The feed's other keys, as the configuration has them.
    let feed: YAMLNode

    package static var all: [Recipe] { BuiltInRecipe.allCases.compactMap { Recipe($0) } }

    package static var names: [String] { BuiltInRecipe.allCases.map(\.rawValue) }

    package init?(named name: String) {
        guard let recipe = BuiltInRecipe(rawValue: name) else { return nil }
        self.init(recipe)
    }

    /// A test sees to it that all are good.
    private init?(_ recipe: BuiltInRecipe) {
        guard let root = try? YAMLNode(yaml: recipe.yaml, file: recipe.rawValue), let feed = root.member("feed"),
            let title = root.member("title")?.scalar, let publisher = root.member("publisher")?.scalar,
            let coverage = root.member("coverage")?.scalar, let rhythm = root.member("rhythm")?.scalar,
            let licence = root.member("licence")?.scalar
        else { return nil }
        name = recipe.rawValue
        self.title = title
        self.publisher = publisher
        self.coverage = coverage
        self.rhythm = rhythm
        self.licence = licence
        self.feed = feed
        unproved = root.member("unproved")?.scalar
        needs = Recipe.pairs(root.member("needs")).map { (key: $0, what: $1) }
        examples = Dictionary(Recipe.pairs(root.member("example")), uniquingKeysWith: { first, _ in first })
    }

    private static func pairs(_ node: YAMLNode?) -> [(String, String)] {
        (node?.pairs() ?? []).compactMap { key, value in value.scalar.map { (key, $0) } }
    }
}

/// `recipe:` of a feed: what a built-in source says of it holds where the feed itself says nothing else.
enum RecipeConfiguration {
    /// The configuration with the keys of its feeds' recipes.
    static func applied(to root: YAMLNode) -> YAMLNode {
        root.filled(at: "feeds") { $0.member("recipe")?.scalar.flatMap(Recipe.init(named:))?.feed }
    }

    /// Reports a name that is not known, and what the recipe needs and the feed does not give; false where there is
    /// any.
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
