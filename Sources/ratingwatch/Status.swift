import ArgumentParser
import Configuration
import Daemon
import Queries

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how the running daemon is doing.",
        discussion: """
            Ends with 1 where no daemon answers, or its database does not.

            Example: ratingwatch status --watch
            """)

    @OptionGroup var config: ConfigurationOption

    @Option(help: "text or json.")
    var format = StatusFormat.text

    @Flag(help: "Show it again every two seconds, until interrupted.")
    var watch = false

    @Flag(help: "Also exit with 1 if a feed is in trouble or a receiver is disabled; for monitoring.")
    var strict = false

    func validate() throws {
        if watch, strict { throw ValidationError("--strict checks once; leave out --watch") }
    }

    func run() async throws {
        let setup = try config.load()
        try await show(setup)
        while watch {
            try await Task.sleep(for: .seconds(2))
            if format == .text { Console.clear() }
            try await show(setup)
        }
    }

    private func show(_ setup: Setup) async throws {
        try await Console.answer {
            try await setup.status(format: format, isStrict: strict, style: Console.style)
        }
    }
}
