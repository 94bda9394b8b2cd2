package import YAML

/// A configuration that cannot be used, with all its problems.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// In the order of the file; never empty.
    package let problems: [YAMLProblem]

    init(problems: [YAMLProblem]) { self.problems = problems }

    /// The one problem of a file that cannot be used at all; without a line the file as a whole is meant.
    init(file: String, line: Int = 0, column: Int = 0, _ message: String) {
        problems = [YAMLProblem(file: file, line: line, column: column, path: "", message: message)]
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
