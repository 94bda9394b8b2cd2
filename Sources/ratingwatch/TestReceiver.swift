import ArgumentParser
import Daemon

struct TestReceiver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-receiver",
        abstract: "Sends a marked test alert to a receiver now and prints the outcome.",
        discussion: "Example: ratingwatch test-receiver newsroom")

    @Argument(help: "The receiver's name in the configuration.")
    var name: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.testReceiver(name) }
    }
}
