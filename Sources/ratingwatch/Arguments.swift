import ArgumentParser
import Configuration
import Daemon
import Queries
import Text

/// The forms in which a command prints. Objects on lines are called json by some and jsonl by others: each takes both.
protocol PrintedForm: ExpressibleByArgument, RawRepresentable, CaseIterable where RawValue == String {}

extension PrintedForm {
    init?(argument: String) {
        let names = Self.allCases.map(\.rawValue)
        let other = ["json": "jsonl", "jsonl": "json"][argument.lowercased()]
        guard let name = WrittenName.of(argument, among: names) ?? other.flatMap({ WrittenName.of($0, among: names) })
        else { return nil }
        self.init(rawValue: name)
    }
}

extension AlertsFormat: PrintedForm {}
extension HistoryFormat: PrintedForm {}
extension PublicationsFormat: PrintedForm {}
extension RatingsFormat: PrintedForm {}
extension ProvidersFormat: PrintedForm {}
extension DoubtsFormat: PrintedForm {}
extension FleetFormat: PrintedForm {}
extension DeliveriesFormat: PrintedForm {}
extension ExtractFormat: PrintedForm {}
extension FeedsFormat: PrintedForm {}
extension StatusFormat: PrintedForm {}
extension RoutesFormat: PrintedForm {}
extension RecipesFormat: PrintedForm {}

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

    /// The command that is named, where all that follows is as it should be: else the parser has to look at every
    /// command, to say what is wrong or to show help, and takes several times as long.
    static func parsed(_ words: [String], of command: any ParsableCommand.Type) -> (any ParsableCommand)? {
        let named = command.configuration.subcommands.first { $0._commandName == words.first }
        guard let named, named.configuration.subcommands.isEmpty else { return nil }
        return try? named.parseAsRoot(Array(words.dropFirst()))
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
