import ArgumentParser
import Queries

struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows an alert, or the next digest, as a receiver would get it; nothing is sent.",
        discussion: """
            Without an alert: what waits for the receiver's next digest. Addresses of webhooks, topics and keys are not shown. Of a mail, the plain text is; --html shows the other half.

            Example: ratingwatch preview desk 42
            """)

    @Argument(help: "The receiver's name in the configuration.")
    var receiver: String

    @Argument(help: "An alert's id, the beginning of one, or its number; none for the next digest.")
    var alert: String?

    @OptionGroup var config: ConfigurationOption

    @Flag(help: "For mail: what readers of HTML see.")
    var html = false

    func run() async throws {
        let setup = try config.load()
        try await Console.answer(paged: true) {
            guard let alert else { return try await setup.previewDigest(to: receiver, isHTML: html) }
            return try await setup.preview(receiver, of: alert, isHTML: html)
        }
    }
}
