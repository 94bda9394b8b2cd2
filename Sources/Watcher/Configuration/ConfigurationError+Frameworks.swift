import Reports

extension ConfigurationError {
    /// Mistakes in framework data are mistakes of the configuration that names it.
    init(_ error: ReportsError) {
        problems = error.problems.map {
            ConfigurationProblem(
                file: $0.file, line: $0.line, column: $0.column, path: $0.path, message: $0.message)
        }
    }
}
