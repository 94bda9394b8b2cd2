import ArgumentParser
import Configuration
import Queries

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows a provider's judgements through time, with their source.",
        discussion: """
            json gives one object for a provider; with --all a line for each judgement.

            Example: ratingwatch history "Cheshire East"
            """)

    @Argument(help: "An id, a number or a name: ofsted:80447, 80447, \"Cheshire East\".")
    var provider: String?

    @Flag(help: "Show the history of every provider.")
    var all = false

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table, json, csv, or svg: a drawing of it.")
    var format = HistoryFormat.table

    @Option(help: "Show what was known at an instant, or at the end of a London day: 2024-05-16T08:00:00Z, 2024-05-16.")
    var asOf: String?

    func validate() throws {
        if all == (provider != nil) { throw ValidationError("name one provider, or say --all") }
        if all, asOf != nil { throw ValidationError("--as-of is for one provider") }
        if all, format == .svg { throw ValidationError("a drawing is of one provider; --all takes table, json or csv") }
        if let asOf, InstantText.asOf(asOf) == nil {
            throw ValidationError("--as-of takes an instant or a day: 2024-05-16T08:00:00Z, 2024-05-16")
        }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            guard let provider else {
                return try await setup.historyOfAll(format: format, style: Console.style, print: Console.print)
            }
            return try await setup.history(
                of: provider, asOf: asOf.flatMap(InstantText.asOf), format: format, style: Console.style)
        }
    }
}
