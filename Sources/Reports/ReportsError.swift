package import YAML

/// Why the framework data or the registry of providers could not be loaded.
package struct ReportsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done: `load frameworks`.
    package let operation: String
    /// The file that was read.
    package let subject: String
    /// Everything that is wrong, in the order of the file.
    package let problems: [YAMLProblem]
    /// What to do about it.
    package let hint: String

    package var cause: String { problems.map(\.description).joined(separator: "\n") }
    package var description: String { "\(operation): \(subject): \(cause) (\(hint))" }

    private init(subject: String, problems: [YAMLProblem]) {
        operation = "load framework data"
        self.subject = subject
        self.problems = problems
        hint = "see FRAMEWORK FILES in man ratingwatch.yaml"
    }

    init(file: String, problems: [YAMLProblem]) { self.init(subject: file, problems: problems) }

    /// All of several files; `nil` where there are none.
    init?(_ faults: [ReportsError]) {
        if faults.isEmpty { return nil }
        self.init(subject: faults.map(\.subject).joined(separator: ", "), problems: faults.flatMap(\.problems))
    }
}
