import ArgumentParser
import Daemon

struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Writes the pages on what is known as files, for any web server.",
        discussion: """
            Only what has changed is written, and what is gone is removed. A page is whole at any moment.

            Example: ratingwatch publish /srv/www/ratings
            """)

    @Argument(help: "The folder; without one that of publish: in the configuration.", completion: .directory)
    var folder: String?

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.publish(to: folder) }
    }
}
