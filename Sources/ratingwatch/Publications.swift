import ArgumentParser
import Watcher

struct Publications: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows every publication known, its state and the reason.")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only those of this feed.")
    var feed: String?

    @Option(help: "Only those on this provider: an id, a number or a name.")
    var provider: String?

    @Option(help: "table, jsonl or csv.")
    var format = PublicationsFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer {
            try await setup.publications(feed: feed, provider: provider, format: format, style: Console.style)
        }
    }
}
