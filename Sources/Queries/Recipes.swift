import Configuration
import Inspections
import Text

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

/// The answer to `ratingwatch init`: a commented configuration to begin with.
package struct StartingConfiguration: Sendable {
    package let text: String

    /// `recipes`: names of the sources to watch; none shows how to name some.
    package init(recipes names: [String]) throws(UnknownName) {
        var recipes: [Recipe] = []
        for name in names {
            let meant = try UnknownName.resolving(name, of: "recipe", among: Recipe.names)
            guard let recipe = Recipe(named: meant) else { throw UnknownName(name, of: "recipe", known: Recipe.names) }
            if !recipes.contains(where: { $0.name == meant }) { recipes.append(recipe) }
        }
        text =
            """
            # A configuration to begin with. `ratingwatch check --config FILE` reports every mistake in it; `man ratingwatch.yaml` explains
            # every key; `ratingwatch recipes` lists the sources that come with the program.

            # Where the history and the logs are kept. As a service: leave both out.
            state: state
            logs: log

            # Publishers see this in each request.
            http: {contact: you@example.org}


            """ + StartingConfiguration.feeds(recipes) + """

                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                  - {name: reading, kind: log-file, path: alerts.log, format: text}
                  # - {name: chat, kind: webhook, url: 'https://hooks.slack.com/services/...', format: slack}

                routes:
                  - {name: all, receivers: [everything, reading]}
                  # - {name: declines, match: {direction: [declined, mixed]}, receivers: [chat]}

                # Who hears of feeds that fail and of ratings that are lost.
                operators: {receivers: [reading]}

                """
    }

    private static func feeds(_ recipes: [Recipe]) -> String {
        if recipes.isEmpty {
            return """
                feeds: []
                  # - name: care
                  #   recipe: cqc
                  #   key_file: cqc.key

                """
        }
        return "feeds:\n" + recipes.map(feed).joined(separator: "\n")
    }

    private static func feed(_ recipe: Recipe) -> String {
        var lines = [
            "  # \(recipe.title). \(recipe.publisher), \(recipe.licence).",
            "  # It covers \(recipe.coverage); it appears \(recipe.rhythm).",
        ]
        if let unproved = recipe.unproved { lines.append("  # Not proved: \(unproved).") }
        lines += ["  - name: \(recipe.name)", "    recipe: \(recipe.name)"]
        for (key, what) in recipe.needs {
            lines += ["    # \(what)", "    \(key): \(recipe.examples[key] ?? "")"]
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
