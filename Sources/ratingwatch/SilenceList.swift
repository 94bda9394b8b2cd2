import ArgumentParser
import Daemon

struct SilenceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the silences that hold now.",
        discussion: "Example: ratingwatch silence list")

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.silences(style: Console.style) }
    }
}
