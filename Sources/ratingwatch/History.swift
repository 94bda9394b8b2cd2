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

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.history(of: provider, format: format, style: Console.style) }
    }
}
