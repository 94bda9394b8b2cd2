import ArgumentParser
import Watcher

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows a provider's judgements through time, with their source.",
        discussion: "Example: ratingwatch history \"Cheshire East\"")

    @Argument(help: "An id, a number or a name: ofsted:80447, 80447, \"Cheshire East\".")
    var provider: String

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table, json, csv, or svg: a drawing of it.")
    var format = HistoryFormat.table

    @Option(help: "Show what was known at an instant, or at the end of a London day: 2024-05-16T08:00:00Z, 2024-05-16.")
    var asOf: String?

    func validate() throws {
        if let asOf, InstantText.asOf(asOf) == nil {
            throw ValidationError("--as-of takes an instant or a day: 2024-05-16T08:00:00Z, 2024-05-16")
        }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer {
            try await setup.history(
                of: provider, asOf: asOf.flatMap(InstantText.asOf), format: format, style: Console.style)
        }
    }
}
