/// Why the framework data or the registry of providers could not be loaded.
package struct ReportsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done: `load frameworks`.
    package let operation: String
    /// The file that was read.
    package let subject: String
    /// Everything that is wrong, in the order of the file.
    package let problems: [FrameworkProblem]
    /// What to do about it.
    package let hint: String

    package var cause: String { problems.map(\.description).joined(separator: "\n") }
    /// A file that is wrong stays wrong.
    package var isRetryable: Bool { false }
    package var description: String { "\(operation): \(subject): \(cause) (\(hint))" }

    init(operation: String, subject: String, problems: [FrameworkProblem], hint: String) {
        self.operation = operation
        self.subject = subject
        self.problems = problems
        self.hint = hint
    }

    /// All of several files; `nil` where there are none.
    init?(_ faults: [ReportsError]) {
        guard let first = faults.first else { return nil }
        self.init(
            operation: first.operation, subject: faults.map(\.subject).joined(separator: ", "),
            problems: faults.flatMap(\.problems), hint: first.hint)
    }
}
