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

/// Collects the problems of one file, so that all are reported at once.
package final class YAMLProblems {
    package let file: String
    private var found: [YAMLProblem] = []

    package init(file: String) { self.file = file }

    package func add(line: Int, column: Int, path: String, _ message: String, isWarning: Bool = false) {
        found.append(
            YAMLProblem(
                file: file, line: line, column: column, path: path, message: message, isWarning: isWarning))
    }

    /// Those of another file, which this one names.
    package func add(_ problems: [YAMLProblem]) { found += problems }

    /// What must be mended, in the order of the file.
    package var problems: [YAMLProblem] { found.filter { !$0.isWarning }.sorted() }

    /// What should be looked at, in the order of the file.
    package var warnings: [YAMLProblem] { found.filter(\.isWarning).sorted() }
}
