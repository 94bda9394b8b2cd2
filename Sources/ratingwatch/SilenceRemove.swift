import ArgumentParser
import Daemon

struct SilenceRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Ends a silence that was added by command.",
        discussion: "Example: ratingwatch silence remove 1")

    @Argument(help: "The silence's number, as `silence list` shows it.")
    var number: Int64

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.removeSilence(number) }
    }
}
