import ArgumentParser
import Text

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
