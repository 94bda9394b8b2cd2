import ArgumentParser
import Foundation
import Queries

struct Alerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the alerts that were raised, or verifies the logs that hold them.",
        discussion: """
            `alerts verify` checks the hash chain of every jsonl log; it ends with 1 at the first bad line.

            Example: ratingwatch alerts --since 7d --direction declined
            """)

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case verify
    }

    @Argument(help: "verify: check the hash chain of every jsonl log.")
    var action: Action?

    @OptionGroup var config: ConfigurationOption

    @Option(help: "A date, an instant, or a duration back from now: 2024-05-16, 7d.")
    var since: String?

    @Option(help: "An id, a number or a name: ofsted:80447, 80447, \"Cheshire East\".")
    var provider: String?

    @Option(help: "improved, declined, mixed, unchanged or none.")
    var direction: String?

    @Option(help: "rating-changed, inspection-published, …")
    var kind: String?

    @Option(help: "table, jsonl or csv.")
    var format = AlertsFormat.table

    private var question: AlertsQuestion {
        AlertsQuestion(since: since, provider: provider, direction: direction, kind: kind)
    }

    func validate() throws {
        if let mistake = question.mistake(now: Date()) { throw ValidationError(mistake) }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer {
            switch action {
            case .verify: try await setup.verifyLogs()
            case nil: try await setup.alerts(question, format: format, style: Console.style)
            }
        }
    }
}
