import ArgumentParser
import Foundation
import Queries

struct Alerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Shows the alerts that were raised, or verifies the logs that hold them.",
        discussion: """
            `alerts verify` checks the hash chain of every jsonl log; it ends with 1 at the first bad line.

            Example: ratingwatch alerts --since 30d --region "North West" --direction declined,mixed
            """)

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case verify
    }

    @Argument(help: "verify: check the hash chain of every jsonl log.")
    var action: Action?

    @OptionGroup var config: ConfigurationOption

    @Option(help: "A date, a month, an instant, or a duration back from now: 2024-05-16, 2024-05, 7d, 2w.")
    var since: String?

    @Option(help: "An id, a number or a name: ofsted:80447, 80447, \"Cheshire East\".")
    var provider: String?

    @Option(help: "improved, declined, mixed, unchanged or none; one of several: declined,mixed.")
    var direction: [String] = []

    @Option(help: "rating-changed, inspection-published, …")
    var kind: String?

    @Option(help: "Only those on this area: overall-effectiveness.")
    var area: String?

    @Option(help: "Only those on providers in this region: \"North West\".")
    var region: String?

    @Option(help: "Only those of this feed.")
    var feed: String?

    @Option(help: "Only those on what was published on that day or later: 2024-05-16, 30d.")
    var publishedSince: String?

    @Option(help: "Only the newest, at most this many; 0 for all (default: all; on a terminal as many as fit).")
    var limit: Int?

    @Option(help: "table, jsonl, or csv: a row for each judgement.")
    var format = AlertsFormat.table

    private var question: AlertsQuestion {
        var question = AlertsQuestion()
        question.since = since
        question.provider = provider
        question.direction = direction.isEmpty ? nil : direction.joined(separator: ",")
        question.kind = kind
        question.area = area
        question.region = region
        question.feed = feed
        question.publishedSince = publishedSince
        question.limit = limit
        return question
    }

    func validate() throws {
        if let mistake = question.mistake(now: Date()) { throw ValidationError(mistake) }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            switch action {
            case .verify: try await setup.verifyLogs()
            case nil: try await setup.alerts(question, format: format, style: Console.style, print: Console.print)
            }
        }
    }
}
