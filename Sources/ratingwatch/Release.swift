import ArgumentParser
import Watcher

struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Raises the alerts of a feed that the mass-change brake has held.",
        discussion: """
            A running daemon delivers them at once.

            Example: ratingwatch release childrens-services
            """)

    @Argument(help: "The feed's name.")
    var feed: String

    @Flag(help: "Drop them instead: readers are never told.")
    var drop = false

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.release(feed, isDropped: drop) }
    }
}
