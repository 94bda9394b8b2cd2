import ArgumentParser
import Queries

struct Recipes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipes",
        abstract: "Lists the sources that come with the program.",
        discussion: """
            A feed of the configuration takes one by its name: `recipe: food-hygiene`.

            Example: ratingwatch recipes
            """)

    @OptionGroup var config: UnreadConfigurationOption

    @Option(help: "text or jsonl.")
    var format = RecipesFormat.text

    func run() { Console.print(RecipesReport.text(format)) }
}
