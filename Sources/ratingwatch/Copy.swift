import ArgumentParser
import Configuration
import Daemon

struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copies the whole record between a file and a PostgreSQL database, either way.",
        discussion: """
            Two configurations say where it is and where it goes. No daemon may run on either, and where it goes there must be no record yet. Both are read again and compared; until they are the same nothing is there. The record that is copied stays as it is.

            Example: ratingwatch copy --from /etc/ratingwatch/ratingwatch.yaml --to /etc/ratingwatch/database.yaml
            """)

    @Option(help: "The configuration of the record that is copied.", completion: .file(extensions: ["yaml"]))
    var from: String

    @Option(help: "The configuration of where it goes.", completion: .file(extensions: ["yaml"]))
    var to: String

    func run() async throws {
        let source = try Copy.load(from)
        let target = try Copy.load(to)
        try await Console.answer { try await source.copyRecord(to: target) }
    }

    private static func load(_ file: String) throws -> Setup {
        do {
            return try Setup(file: file, for: .ask)
        } catch {
            Console.complain(error.description)
            throw ExitCode(78)
        }
    }
}
