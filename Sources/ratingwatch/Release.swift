import ArgumentParser
import Daemon

struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Tells readers what the mass-change brake has held for a feed, as far as it is still true; or accepts its new address.",
        discussion: """
            What the publisher has mended meanwhile is not told. A running daemon delivers the alerts at once.

            Example: ratingwatch release childrens-services
            """)

    @Argument(help: "The feed's name.")
    var feed: String

    @Flag(help: "Mark it as known to readers without telling them.")
    var drop = false

    @Flag(help: "Keep the address on another host to which the publisher has moved it, and release nothing.")
    var moved = false

    @OptionGroup var config: ConfigurationOption

    func validate() throws {
        if drop, moved { throw ValidationError("--moved releases nothing, so there is nothing to drop") }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer {
            moved ? try await setup.confirmMove(of: feed) : try await setup.release(feed, isDropped: drop)
        }
    }
}
