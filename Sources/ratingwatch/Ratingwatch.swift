import ArgumentParser
import Configuration
import System

@main
struct Ratingwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratingwatch",
        abstract: "Watches inspection reports and tells when a rating has changed.",
        version: Version.text,
        // Each names itself: to make a name of a type's, the runtime looks through all types of the program.
        subcommands: [
            Run.self, Check.self, Init.self, Recipes.self, Extract.self, Read.self, Alerts.self, History.self,
            Ratings.self, Providers.self, Publish.self,
            Publications.self,
            Explain.self, Doubts.self, Rule.self, Feeds.self, Release.self, Silence.self, Status.self, Reload.self,
            Fleet.self, Copy.self,
            Replay.self, Apart.self,
            Deliveries.self,
            Redeliver.self, TestReceiver.self, Preview.self, Routes.self,
        ])

    static func main() async {
        // Before there is another thread: each that has its own heap by then would keep it.
        ProcessMemory.shareHeaps()
        let words = CommandWord.arranged(Array(CommandLine.arguments.dropFirst()), of: self)
        if let mistake = CommandWord.mistake(in: words[...], of: self) {
            Console.complain("ratingwatch: \(mistake)")
            exit(withError: ExitCode.validationFailure)
        }
        do {
            try await run(words)
        } catch {
            let text = fullMessage(for: error)
            // What was asked for: help, the version, a script for the shell.
            if exitCode(for: error).isSuccess, !text.isEmpty {
                Console.print(text + "\n")
            } else {
                exit(withError: error)
            }
        }
        if Console.isOutputLost { exit(withError: ExitCode.failure) }
    }

    private nonisolated static func run(_ words: [String]) async throws {
        var command = try CommandWord.parsed(words, of: self) ?? parseAsRoot(words)
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
        // A service whose progress nobody can read has done its work.
        if command is Run { Console.forgiveLostOutput() }
    }
}
