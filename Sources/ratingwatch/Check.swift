import ArgumentParser
import Watcher

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports all problems of the configuration, with line and column.")

    @OptionGroup var config: ConfigurationOption

    func run() throws {
        // Here the problems are the answer, not a complaint beside it.
        let setup = try config.load { Console.print($0 + "\n") }
        Console.print("\(config.file): good: \(setup.summary)\n")
    }
}
