import ArgumentParser
import Queries

struct Feeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "Shows how each feed is doing: its last success, what failed, when it is due.",
        discussion: "Example: ratingwatch feeds")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table or jsonl.")
    var format = FeedsFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.feeds(format: format, style: Console.style) }
    }
}
