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
}
