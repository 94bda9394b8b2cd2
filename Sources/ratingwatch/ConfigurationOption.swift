import ArgumentParser
import Configuration

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
