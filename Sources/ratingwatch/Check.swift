import ArgumentParser
import Watcher

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports all problems of the configuration, with line and column.")

    @OptionGroup var config: ConfigurationOption

    func run() throws {
        let setup = try config.load()
        Console.print("\(config.file): good: \(setup.summary)\n")
    }
}
