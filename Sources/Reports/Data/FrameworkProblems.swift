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

    /// One problem of the file as a whole.
    func error(_ message: String) -> ReportsError {
        let problem = FrameworkProblem(file: file, line: 1, column: 1, path: "", message: message)
        return ReportsError(
            operation: "load framework data", subject: file, problems: [problem], hint: "mend the file's YAML")
    }
}
