import ArgumentParser
import Configuration
import Foundation
import Queries

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows a provider's judgements through time, with their source.",
        discussion: """
            json gives one object for a provider; with --all a line for each judgement. Who was ever rated inadequate, and when?

            Example: ratingwatch history "Cheshire East"
            Example: ratingwatch history --all --area overall-effectiveness --grade inadequate --since 2022-01
            """)

    @Argument(help: "An id, a number or a name: ofsted:80447, 80447, \"Cheshire East\".")
    var provider: String?

    @Flag(help: "Show the history of every provider.")
    var all = false

    @Option(help: "Only judgements in this area: overall-effectiveness.")
    var area: String?

    @Option(help: "Only judgements of this grade: inadequate; one of several: inadequate,requires-improvement.")
    var grade: [String] = []

    @Option(help: "Only inspections that began since: 2022-05-16, 2022-05, 2y.")
    var since: String?

    @Option(help: "With --all: only providers in this region: \"North West\".")
    var region: String?

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table, json, csv, or svg: a drawing of it.")
    var format = HistoryFormat.table

    @Option(help: "Show what was known at an instant, or at the end of a London day: 2024-05-16T08:00:00Z, 2024-05-16.")
    var asOf: String?

    func validate() throws {
        if all == (provider != nil) { throw ValidationError("name one provider, or say --all") }
        if all, asOf != nil { throw ValidationError("--as-of is for one provider") }
        if all, format == .svg { throw ValidationError("a drawing is of one provider; --all takes table, json or csv") }
        if !all, region != nil { throw ValidationError("--region is for --all") }
        if format == .svg, area != nil || !grade.isEmpty || since != nil {
            throw ValidationError("a drawing shows all: leave out --area, --grade and --since")
        }
        if let since, let mistake = SinceText.mistake(since, now: Date()) { throw ValidationError(mistake) }
        if let asOf, InstantText.asOf(asOf) == nil {
            throw ValidationError("--as-of takes an instant or a day: 2024-05-16T08:00:00Z, 2024-05-16")
        }
    }

    func run() async throws {
        let setup = try config.load()
        let question = JudgementQuestion(area: area, grades: grade, since: since, region: region)
        try await Console.answer(paged: true) {
            guard let provider else {
                return try await setup.historyOfAll(
                    question, format: format, style: Console.style, print: Console.print)
            }
            return try await setup.history(
                of: provider, asOf: asOf.flatMap(InstantText.asOf), only: question, format: format, style: Console.style
            )
        }
    }
}
