import Reports

@testable import Configuration
@testable import Daemon
@testable import YAML
@testable import System

/// What `check` says of a configuration, with the framework data that comes with the program.
struct ConfigurationCheck {
    private(set) var problems: [String] = []
    private(set) var warnings: [String] = []

    init(_ yaml: String, needsSecrets: Bool = true) throws {
        do throws(ConfigurationError) {
            let document = try ConfigurationDocument(yaml, file: "test.yaml")
            let configuration = try document.configuration(
                Surroundings(workingDirectory: "/srv", needsSecrets: needsSecrets),
                vocabulary: document.vocabulary(try? BuiltInReports.reader))
            warnings = configuration.warnings.map(\.description)
        } catch {
            problems = error.problems.map(\.description)
        }
    }
}
