import Reports

@testable import Watcher

/// What `check` says of a configuration, with the framework data that comes with the program.
struct ConfigurationCheck {
    private(set) var problems: [String] = []
    private(set) var warnings: [String] = []

    /// Read once: it takes longer than all else.
    private static let reports = Result { try ReportReader.builtIn() }

    init(_ yaml: String, needsSecrets: Bool = true) throws {
        do throws(ConfigurationError) {
            let document = try ConfigurationDocument(yaml, file: "test.yaml")
            let configuration = try document.configuration(
                Surroundings(workingDirectory: "/srv", needsSecrets: needsSecrets),
                vocabulary: document.vocabulary(try? Self.reports.get()))
            warnings = configuration.warnings.map(\.description)
        } catch {
            problems = error.problems.map(\.description)
        }
    }
}
