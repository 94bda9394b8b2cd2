import ArgumentParser
import Daemon
import Queries

struct Fleet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Shows the daemons that share the record, or takes one out.",
        discussion: "Only where the record is on a server: one daemon leads, the others stand by.",
        subcommands: [FleetList.self, FleetRemove.self], defaultSubcommand: FleetList.self)
}

struct FleetList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows who leads, who stands by, and since when nothing was heard of whom.",
        discussion: "Example: ratingwatch fleet list")

    @OptionGroup var config: ConfigurationOption

    @Option(help: "table or json.")
    var format = FleetFormat.table

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.fleet(format: format, style: Console.style) }
    }
}

struct FleetRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a daemon that comes no more out of the fleet.",
        discussion: """
            What waits for its logs is dropped.

            Example: ratingwatch fleet remove watcher-b
            """)

    @Argument(help: "The daemon's name, as `fleet list` shows it.")
    var name: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
        let setup = try config.load()
        try await Console.answer { try await setup.removeFromFleet(name) }
    }
}
