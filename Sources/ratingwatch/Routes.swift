import ArgumentParser
import Foundation
import Queries

struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Tries routes before they are used.",
        subcommands: [RoutesTest.self])
}

struct RoutesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Shows which receivers the recorded alerts would have gone to by a configuration's routes.",
        discussion: """
            It says for each receiver what it got and what it would get, and why. Nothing is sent. Name the file that you mean to use
            with --config; its state must be the running one's.

            Example: ratingwatch routes test --config new.yaml --since 1y
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only alerts raised since a date, an instant, or a duration back from now: 2024-05-16, 90d, 1y.")
    var since: String?

    @Option(help: "table, or jsonl: an object for each receiver, with the ids of the alerts that differ.")
    var format = RoutesFormat.table

    func validate() throws {
        if let since, let mistake = SinceText.mistake(since, now: Date()) { throw ValidationError(mistake) }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            try await setup.testRoutes(since: since, format: format, style: Console.style)
        }
    }
}
