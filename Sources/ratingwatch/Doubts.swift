import ArgumentParser
import Queries

struct Doubts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doubts",
        abstract: "Lists what is in doubt, with what each place in the document states; readers were not told.",
        discussion: """
            What the publisher mends leaves the list by itself. `ratingwatch rule` decides the rest.

            Example: ratingwatch doubts
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table or jsonl.")
    var format = DoubtsFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) { try await setup.doubts(format: format, style: Console.style) }
    }
}
