import ArgumentParser
import Configuration
import Queries

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reports all problems of the configuration, with line and column.",
        discussion: "Example: ratingwatch check --config my.yaml")

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        // Here the problems are the answer, not a complaint beside it.
        let setup = try config.load(for: .check) { Console.print($0 + "\n") }
        for warning in setup.warnings { Console.print(warning + "\n") }
        for doubt in await setup.doubtsOfServer() { Console.print("\(config.file): warning: \(doubt)\n") }
        for standing in setup.configuration.standings { Console.print(standing + "\n") }
        Console.print("\(config.file): good: \(setup.summary())\n")
    }
}
