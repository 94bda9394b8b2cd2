import Foundation
import TestSupport
import Testing

/// The manual page is written by hand: it must know every command and option that the program knows.
@Suite(.timeLimit(.minutes(5))) struct ManualTests {
    struct Dump: Decodable {
        let command: Command
    }

    struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }

            let names: [Name]?
        }

        let commandName: String
        let discussion: String?
        let arguments: [Argument]?
        let subcommands: [Command]?
    }

    @Test func everyCommandAndOptionIsExplained() async throws {
        let run = try ProgramRun(configuration: "")
        let dump = try await run.run("--experimental-dump-help", isConfigured: false)
        let program = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "packaging/ratingwatch.1"), encoding: .utf8)
        let sections = page.split(separator: "\n.Ss ").dropFirst()
        let commands = (program.subcommands ?? []).filter { $0.commandName != "help" }
        #expect(commands.count > 10)
        for command in commands {
            let section = try #require(
                sections.first { $0.hasPrefix(command.commandName + "\n") }, "\(command.commandName) is missing")
            for part in [command] + (command.subcommands ?? []) where part.commandName != "help" {
                #expect(section.contains(part.commandName))
                if part.subcommands == nil {
                    #expect(part.discussion?.contains("Example: ratingwatch ") == true, "\(part.commandName)")
                }
                let names = (part.arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name)
                // These are explained for all commands together.
                for name in names where !["help", "version", "config"].contains(name) {
                    #expect(section.contains("Fl -\(name)"), "\(part.commandName) --\(name)")
                }
            }
        }
    }
}
