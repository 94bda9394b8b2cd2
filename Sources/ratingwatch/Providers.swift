import ArgumentParser
import Queries

struct Providers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "Shows who is known: ids, codes, other names, and who goes on for whom.",
        discussion: "Example: ratingwatch providers cheshire")

    @Argument(help: "Part of a name, an id or a code: cheshire, 80447, E06000049.")
    var text: String?

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table, csv or jsonl.")
    var format = ProvidersFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            try await setup.providers(text, format: format, style: Console.style)
        }
    }
}
