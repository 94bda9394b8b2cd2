import ArgumentParser
import Configuration
import Daemon
import Foundation

struct Apart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apart",
        abstract: "Does in a process of its own what the daemon may have died of; the daemon's own.",
        discussion: """
            With --feed it takes a step of the feed's poll by what publishers have answered, which stands at its input, and
            undoes it. With --receiver it sends one delivery that is due, and records nothing.

            Example: ratingwatch apart --receiver newsroom --delivery "alert 42"
            """,
        shouldDisplay: false)

    @Option(help: "The feed's name in the configuration.")
    var feed: String?

    @Option(help: "When the step was begun, in seconds since 1970.")
    var at: Double?

    @Option(help: "What is due again later than this is left, in seconds since 1970.")
    var started: Double?

    @Option(help: "The receiver's name in the configuration.")
    var receiver: String?

    @Option(help: "Which of its deliveries, as the journal names it.")
    var delivery: String?

    @OptionGroup var config: ConfigurationOption

    func validate() throws {
        if (feed == nil) == (receiver == nil) || (feed == nil) != (at == nil) || (receiver == nil) != (delivery == nil)
        {
            throw ValidationError("give --feed and --at, or --receiver and --delivery")
        }
    }

    func run() async throws {
        let setup = try config.load(for: .run)
        try await Console.answer {
            if let receiver, let delivery { return try await setup.send(delivery, to: receiver) }
            return try await setup.rehearse(
                feed ?? "", at: Date(timeIntervalSince1970: at ?? 0),
                started: started.map(Date.init(timeIntervalSince1970:)))
        }
    }
}
