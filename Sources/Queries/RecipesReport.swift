import Configuration
import Inspections

/// Forms in which `recipes` prints.
package enum RecipesFormat: String, Sendable, CaseIterable {
    case text, jsonl
}

/// The answer to `ratingwatch recipes`: the sources that come with the program.
package enum RecipesReport {
    package static func text(_ format: RecipesFormat) -> String {
        switch format {
        case .jsonl: Recipe.all.map { json($0).text + "\n" }.joined()
        case .text: Recipe.all.map(paragraph).joined(separator: "\n")
        }
    }

    /// In columns of a table most of it would be cut.
    private static func paragraph(_ recipe: Recipe) -> String {
        let lines =
            [
                ("publisher", recipe.publisher), ("covers", recipe.coverage), ("appears", recipe.rhythm),
                ("licence", recipe.licence),
            ] + recipe.needs.map { ("needs", "\($0.key): \($0.what)") }
            + (recipe.unproved.map { [("unproved", $0)] } ?? [])
        return "\(recipe.name): \(recipe.title)\n"
            + lines.map { "  \($0):\(String(repeating: " ", count: 10 - $0.count))\($1)\n" }.joined()
    }

    private static func json(_ recipe: Recipe) -> JSONValue {
        .object([
            .init("name", .string(recipe.name)), .init("title", .string(recipe.title)),
            .init("publisher", .string(recipe.publisher)), .init("coverage", .string(recipe.coverage)),
            .init("rhythm", .string(recipe.rhythm)), .init("licence", .string(recipe.licence)),
            .init("needs", .object(recipe.needs.map { .init($0.key, .string($0.what)) })),
            .init("unproved", .string(orNull: recipe.unproved)),
        ])
    }
}
