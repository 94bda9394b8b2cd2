package import Inspections
package import YAML

/// A YAML file of framework data, which is read strictly: unknown keys, unknown ids and missing parts are problems with line and
/// column.
struct DataFile {
    let root: YAMLNode

    /// `file`: the name that problems give.
    init(_ yaml: String, file: String) throws(ReportsError) {
        let root: YAMLNode?
        do throws(YAMLProblem) { root = try YAMLNode(yaml: yaml, file: file) } catch {
            throw ReportsError(file: file, problems: [error])
        }
        guard let root else {
            throw ReportsError(
                file: file,
                problems: [YAMLProblem(file: file, line: 1, column: 1, path: "", message: "the file is empty")])
        }
        self.root = root
    }

    /// Throws all that was found wrong.
    func check() throws(ReportsError) {
        let found = root.problems.problems
        if !found.isEmpty { throw ReportsError(file: root.problems.file, problems: found) }
    }
}

extension YAMLNode {
    /// The words of each text.
    func words() -> [[String]] { texts().map { Words.of($0) } }

    /// Patterns; those of titles name no grade, those of sentences must.
    func patterns(withGrade: Bool) -> [Pattern] {
        members.compactMap { node in
            guard let text = node.text() else { return nil }
            guard let pattern = Pattern(text), pattern.elements.contains(.grade) == withGrade else {
                node.problem("no sentence that can be looked for: \(text)")
                return nil
            }
            return pattern
        }
    }

    package func day() -> CalendarDate? {
        guard let day = scalar.flatMap(CalendarDate.init(iso:)) else {
            problem("must be a day such as 2023-01-31")
            return nil
        }
        return day
    }
}
