import Configuration
import Text

/// The answer to `ratingwatch init`: a commented configuration to begin with.
package struct StartingConfiguration: Sendable {
    package let text: String

    /// `recipes`: names of the sources to watch; none shows how to name some.
    package init(recipes names: [String]) throws(UnknownName) {
        var recipes: [Recipe] = []
        for name in names {
            guard let recipe = Recipe(named: name) else { throw UnknownName(name, of: "recipe", known: Recipe.names) }
            if !recipes.contains(where: { $0.name == name }) { recipes.append(recipe) }
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
