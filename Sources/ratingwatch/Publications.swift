import ArgumentParser
import Queries

struct Publications: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publications",
        abstract: "Shows every publication known, its state and the reason.",
        discussion: """
            read: its document was read.
            pending: it could not be fetched or read yet, and is tried again.
            doubtful: witnesses in it disagree, or something is missing; no reader was told.
            not-a-report: it is none; final.
            not-followed: it is on a host that the feed's `follow` does not name; final.

            Example: ratingwatch publications --feed childrens-services
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only those of this feed.")
    var feed: String?

    @Option(help: "Only those on this provider: an id, a number or a name.")
    var provider: String?

    @Option(help: "table, jsonl or csv.")
    var format = PublicationsFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            try await setup.publications(feed: feed, provider: provider, format: format, style: Console.style)
        }
    }
}
