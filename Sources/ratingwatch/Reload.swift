import ArgumentParser
import Daemon

struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Makes the running daemon apply its configuration file as it is now.",
        discussion: """
            A file with mistakes changes nothing: all of them are said, and the daemon goes on with what it has.

            Example: ratingwatch reload
            """)

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.reload() }
    }
}
