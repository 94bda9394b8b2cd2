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
