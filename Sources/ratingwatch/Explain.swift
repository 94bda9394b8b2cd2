import ArgumentParser
import Queries

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why an alert was or was not raised, and to whom it went.",
        discussion: "Example: ratingwatch explain \"Cheshire East\"")

    @Argument(help: "An alert's id or number, or a provider's id, number or name.")
    var subject: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) { try await setup.explain(subject, style: Console.style) }
    }
}
