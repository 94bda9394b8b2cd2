import ArgumentParser
import Daemon
import Foundation
import Queries

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Reads the stored documents again and lists what would be recorded and told differently.",
        discussion: """
            Nothing is written without --record. With it, what a newer reader or framework data makes of the documents is
            recorded and told; too many changes at once are held, as in a poll.

            Example: ratingwatch replay --since 30d
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "Only publications seen since: a date, an instant, or a duration back from now: 2024-05-16, 7d.")
    var since: String?

    @Flag(help: "Record what differs, and tell readers what follows.")
    var record = false

    func validate() throws {
        if let since, let mistake = SinceText.mistake(since, now: Date()) { throw ValidationError(mistake) }
    }

    func run() async throws {
        let setup = try config.load()
        try await Console.answer {
            defer { Console.endProgress() }
            return try await setup.replay(
                since: since, isRecorded: record, style: Console.style, progress: Console.show)
        }
    }
}
