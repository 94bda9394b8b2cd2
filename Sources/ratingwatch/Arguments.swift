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
        if commands.isEmpty { return RepeatedOption.mistake(in: words, of: command) }
        guard command.configuration.defaultSubcommand == nil, let word = words.first else {
            return nil
        }
        let names = commands.map { $0._commandName }
        if let named = commands.first(where: { $0._commandName == word }) {
            return mistake(in: words.dropFirst(), of: named)
        }
        if word == "help" { return mistake(in: words.dropFirst().drop { $0.hasPrefix("-") }, of: command) }
        guard word.hasPrefix("-") else {
            return "there is no command \"\(word)\"" + NearestName.hint(for: word, among: names)
        }
        return word.hasPrefix("--config")
            ? "the command comes before \"--config\"; known are \(names.joined(separator: ", "))" : nil
    }

    /// With `--config F` between a command and the one under it behind both, where the parser looks for it.
    static func arranged(_ words: [String], of command: any ParsableCommand.Type) -> [String] {
        let named = command.configuration.subcommands.first { $0._commandName == words.first }
        guard let named, !named.configuration.subcommands.isEmpty, words.count > 1, words[1].hasPrefix("--config")
        else { return words }
        let option = words.dropFirst().prefix(words[1].contains("=") ? 1 : 2)
        let rest = words.dropFirst(1 + option.count)
        return Array(words.prefix(1) + rest.prefix(1) + option + rest.dropFirst())
    }

    /// The command that is named, where all that follows is as it should be: else the parser has to look at every
    /// command, to say what is wrong or to show help, and takes several times as long.
    static func parsed(_ words: [String], of command: any ParsableCommand.Type) -> (any ParsableCommand)? {
        let named = command.configuration.subcommands.first { $0._commandName == words.first }
        guard let named, named.configuration.subcommands.isEmpty else { return nil }
        return try? named.parseAsRoot(Array(words.dropFirst()))
    }
}

/// An option that is given twice: the parser would drop the first without a word.
enum RepeatedOption {
    static func mistake(in words: ArraySlice<String>, of command: any ParsableCommand.Type) -> String? {
        let given = words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { $0.prefix { $0 != "=" } }
        guard let twice = given.indices.lazy.filter({ given[..<$0].contains(given[$0]) }).map({ given[$0] }).first
        else { return nil }
        let isTakenOnce = Mirror(reflecting: command.init()).children.contains { property in
            "--" + name(of: property.label ?? "") == twice && !(property.value is any RepeatableOption)
        }
        return isTakenOnce || twice == "--config" ? "\(twice) is given more than once; give it once" : nil
    }

    /// `published-since` for the property `_publishedSince`.
    private static func name(of property: String) -> String {
        property.drop { $0 == "_" }.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
    }
}

/// What may be said more than once.
private protocol RepeatableOption {}
extension Option: RepeatableOption where Value == [String] {}
extension Flag: RepeatableOption {}

/// For a command that needs none: every one takes the option, so that scripts can give it to all of them.
struct UnreadConfigurationOption: ParsableArguments {
    @Option(
        name: .customLong("config"), help: "Taken as by every command; nothing of it is read.",
        completion: .file(extensions: ["yaml"]))
    var file: String?
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
