import ArgumentParser
import Watcher

/// `--config F`, and the loading that most commands begin with.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.", completion: .file(extensions: ["yaml"]))
    var file = "/etc/ratingwatch/ratingwatch.yaml"

    /// Prints all problems and ends with 78 (EX_CONFIG) where the configuration cannot be used.
    func load() throws -> Setup {
        do {
            return try Setup(file: file)
        } catch {
            Console.complain(error.description)
            throw ExitCode(78)
        }
    }
}
