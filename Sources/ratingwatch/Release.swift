import ArgumentParser
import Daemon

struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what the mass-change brake has held of a feed, as far as it still holds.",
        discussion: """
            What the publisher has mended meanwhile is not told. A running daemon delivers the alerts at once.

            Example: ratingwatch release childrens-services
            """)

    @Argument(help: "The feed's name.")
    var feed: String

    @Flag(help: "Have readers know it without being told.")
    var drop = false

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.release(feed, isDropped: drop) }
    }
}
