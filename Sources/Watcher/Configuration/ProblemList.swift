/// Collects the problems of one file, so that all are reported at once.
final class ProblemList {
    let file: String
    private var found: [ConfigurationProblem] = []

    init(file: String) { self.file = file }

    func add(line: Int, column: Int, path: String, _ message: String, isWarning: Bool = false) {
        found.append(
            ConfigurationProblem(
                file: file, line: line, column: column, path: path, message: message, isWarning: isWarning))
    }

    /// Those of another file, which this one names.
    func add(_ problems: [ConfigurationProblem]) { found += problems }

    /// What must be mended, in the order of the file.
    var problems: [ConfigurationProblem] { found.filter { !$0.isWarning }.sorted() }

    /// What should be looked at, in the order of the file.
    var warnings: [ConfigurationProblem] { found.filter(\.isWarning).sorted() }
}
