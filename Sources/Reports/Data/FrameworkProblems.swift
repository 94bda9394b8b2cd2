import Yams

/// Collects everything that is wrong in one file.
struct FrameworkProblems {
    let file: String
    private(set) var found: [FrameworkProblem] = []

    init(file: String) { self.file = file }

    mutating func add(_ section: YAMLSection, _ message: String) {
        found.append(
            FrameworkProblem(
                file: file, line: section.line, column: section.column, path: section.path, message: message))
    }

    var error: ReportsError {
        ReportsError(
            operation: "load framework data", subject: file, problems: found,
            hint: "the README's \"Add a framework\" shows the form")
    }

    /// The one problem of a file that is no YAML.
    func error(_ error: any Error, in yaml: String) -> ReportsError {
        guard let error = error as? YamlError else { return self.error("\(error)") }
        let (line, column, problem) = error.place(in: yaml)
        return self.error("not valid YAML: \(problem)", line: line, column: column)
    }

    /// One problem of the file as a whole.
    func error(_ message: String, line: Int = 1, column: Int = 1) -> ReportsError {
        let problem = FrameworkProblem(file: file, line: line, column: column, path: "", message: message)
        return ReportsError(
            operation: "load framework data", subject: file, problems: [problem], hint: "mend the file's YAML")
    }
}
