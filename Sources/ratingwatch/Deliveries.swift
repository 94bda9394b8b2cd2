import ArgumentParser
import Daemon
import Queries

struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Shows what went to which receiver, and what waits or failed.",
        discussion: """
            jsonl tells of each attempt, with what the receiver answered.

            Example: ratingwatch deliveries --failed
            """)

    @OptionGroup var config: ConfigurationOption

    @Flag(help: "Only those that failed and wait for another attempt or were given up.")
    var failed = false

    @Option(help: "Only those to this receiver.")
    var receiver: String?

    @Option(help: "table or jsonl.")
    var format = DeliveriesFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            try await setup.deliveries(
                failed: failed, receiver: receiver, format: format, style: Console.style, print: Console.print)
        }
    }
}
