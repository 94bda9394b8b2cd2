import ArgumentParser
import Daemon
import Foundation
import Queries

struct Redeliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redeliver",
        abstract: "Sends alerts to their webhooks and mail receivers again, with the same ids.",
        discussion: """
            Logs get nothing again: they hold each alert exactly once.

            Example: ratingwatch redeliver --since 7d --failed
            """)

    @Argument(help: "An alert's id, the beginning of one, or its number.")
    var alert: String?

    @OptionGroup var config: ConfigurationOption

    @Option(help: "All alerts since a date, an instant, or a duration back from now: 2024-05-16, 7d.")
    var since: String?

    @Flag(help: "Only what failed.")
    var failed = false

    private var question: RedeliverQuestion { RedeliverQuestion(alert: alert, since: since, failedOnly: failed) }

    func validate() throws {
        if let mistake = question.mistake(now: Date()) { throw ValidationError(mistake) }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.redeliver(question) }
    }
}
