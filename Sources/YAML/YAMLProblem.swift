/// One mistake in a YAML file: where it is, and what would be right.
package struct YAMLProblem: Hashable, Sendable, Comparable, CustomStringConvertible, Error {
    package let file: String
    /// From 1; 0 where the whole file is meant.
    package let line: Int
    /// From 1.
    package let column: Int
    /// `feeds[0].every`; empty for the file itself.
    package let path: String
    package let message: String
    /// True for what is probably not meant, but may be.
    package var isWarning = false

    package init(
        file: String, line: Int, column: Int, path: String, message: String, isWarning: Bool = false
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
        self.isWarning = isWarning
    }

    package var description: String {
        let place = line == 0 ? file : "\(file):\(line):\(column)"
        return "\(place): \(path.isEmpty ? "" : path + ": ")\(isWarning ? "warning: " : "")\(message)"
    }

    package static func < (a: YAMLProblem, b: YAMLProblem) -> Bool {
        (a.file, a.line, a.column, a.message) < (b.file, b.line, b.column, b.message)
    }
}
