/// Collects the problems of one file, so that all are reported at once.
final class ProblemList {
    let file: String
    private(set) var problems: [ConfigurationProblem] = []

    init(file: String) { self.file = file }

    func add(line: Int, column: Int, path: String, _ message: String) {
        problems.append(
            ConfigurationProblem(file: file, line: line, column: column, path: path, message: message))
    }
}
