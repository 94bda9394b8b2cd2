import Feeds
import Yams

/// A source that comes with the program, as its file describes it.
struct Recipe {
    let name: String
    /// What it tells of, and who publishes it.
    let title: String
    let publisher: String
    let coverage: String
    let rhythm: String
    let licence: String
    /// What nobody could try when it was written; `nil` for nothing.
    let unproved: String?
    /// Keys of the feed that an operator has to give, with what each is.
    let needs: [(key: String, what: String)]
    /// By such a key: what it looks like.
    let examples: [String: String]
    /// The feed's other keys, as the configuration has them.
    let feed: Node.Mapping

    static var all: [Recipe] { BuiltInRecipe.allCases.compactMap { Recipe($0) } }

    static var names: [String] { BuiltInRecipe.allCases.map(\.rawValue) }

    init?(named name: String) {
        guard let recipe = BuiltInRecipe(rawValue: name) else { return nil }
        self.init(recipe)
    }

    /// A test sees to it that all are good.
    private init?(_ recipe: BuiltInRecipe) {
        guard let root = try? Yams.compose(yaml: recipe.yaml, .basic), let feed = root["feed"]?.mapping,
            let title = root["title"]?.string, let publisher = root["publisher"]?.string,
            let coverage = root["coverage"]?.string, let rhythm = root["rhythm"]?.string,
            let licence = root["licence"]?.string
        else { return nil }
        name = recipe.rawValue
        self.title = title
        self.publisher = publisher
        self.coverage = coverage
        self.rhythm = rhythm
        self.licence = licence
        self.feed = feed
        unproved = root["unproved"]?.string
        needs = Recipe.pairs(root["needs"]).map { (key: $0, what: $1) }
        examples = Dictionary(Recipe.pairs(root["example"]), uniquingKeysWith: { first, _ in first })
    }

    private static func pairs(_ node: Node?) -> [(String, String)] {
        (node?.mapping ?? [:]).compactMap { key, value in
            key.string.flatMap { key in value.string.map { (key, $0) } }
        }
    }
}
