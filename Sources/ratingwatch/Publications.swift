import ArgumentParser
import Watcher

struct Publications: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows every publication known, its state and the reason.")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only those of this feed.")
    var feed: String?

    @Option(help: "table or jsonl.")
    var format = PublicationsFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.publications(feed: feed, format: format, style: Console.style) }
    }
}
