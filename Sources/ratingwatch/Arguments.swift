import ArgumentParser
import Configuration
import Daemon
import Queries
import Text

extension AlertsFormat: ExpressibleByArgument {}
extension HistoryFormat: ExpressibleByArgument {}
extension PublicationsFormat: ExpressibleByArgument {}
extension RatingsFormat: ExpressibleByArgument {}
extension ProvidersFormat: ExpressibleByArgument {}
extension DoubtsFormat: ExpressibleByArgument {}
extension FleetFormat: ExpressibleByArgument {}
extension DeliveriesFormat: ExpressibleByArgument {}
extension ExtractFormat: ExpressibleByArgument {}
extension FeedsFormat: ExpressibleByArgument {}
extension StatusFormat: ExpressibleByArgument {}
extension RoutesFormat: ExpressibleByArgument {}
extension RecipesFormat: ExpressibleByArgument {}

extension FeedFileKind: ExpressibleByArgument {
    package init?(argument: String) { self.init(named: argument) }

    package static var allValueStrings: [String] { names }
}

/// The word that names a command: looked at before the parser complains of the options behind it.
enum CommandWord {
    /// What is wrong with it, with the nearest command; `nil` where the parser may go on.
    static func mistake(in words: ArraySlice<String>, of command: any ParsableCommand.Type) -> String? {
        let commands = command.configuration.subcommands
        guard !commands.isEmpty, command.configuration.defaultSubcommand == nil, let word = words.first else {
            return nil
        }
        let names = commands.map { $0._commandName }
        if let named = commands.first(where: { $0._commandName == word }) {
            return mistake(in: words.dropFirst(), of: named)
        }
        if word == "help" { return nil }
        guard word.hasPrefix("-") else {
            return "there is no command \"\(word)\"" + NearestName.hint(for: word, among: names)
        }
        return word.hasPrefix("--config")
            ? "the command comes before \"--config\"; known are \(names.joined(separator: ", "))" : nil
    }
}

/// `--config F`, and the loading that most commands begin with.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.", completion: .file(extensions: ["yaml"]))
    var file = "/etc/ratingwatch/ratingwatch.yaml"

    /// Says all problems to `listen` and ends with 78 (EX_CONFIG) where the configuration cannot be used.
    func load(
        for purpose: SetupPurpose = .ask, reporting listen: (String) -> Void = Console.complain
    ) throws -> Setup {
        do {
            return try Setup(file: file, for: purpose)
        } catch {
            listen(error.description)
            throw ExitCode(78)
        }
    }
}
