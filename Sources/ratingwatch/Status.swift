import ArgumentParser
import Watcher

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how the running daemon does.",
        discussion: "Ends with 1 where no daemon answers, or its database does not: for monitoring.")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "text or json.")
    var format = StatusFormat.text

    @Flag(help: "Show it again every two seconds, until interrupted.")
    var watch = false

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.status(format: format, style: Console.style) }
        while watch {
            try await Task.sleep(for: .seconds(2))
            if format == .text { Console.print(Console.clearing) }
            try await Console.answer { try await setup.status(format: format, style: Console.style) }
        }
    }
}
