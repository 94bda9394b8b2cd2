import Yams

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

extension YamlError {
    /// Where the text stops being YAML, both from 1, and why, on one line.
    func place(in yaml: String) -> (line: Int, column: Int, problem: String) {
        let place = statedPlace
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        // The parser names what it cannot read behind a tab, seldom the tab; an editor shows neither.
        for number in [place.line, place.line - 1] where lines.indices.contains(number - 1) {
            let indent = lines[number - 1].prefix { $0 == " " || $0 == "\t" || $0 == "-" }
            if let tab = indent.firstIndex(of: "\t") {
                let column = indent.distance(from: indent.startIndex, to: tab) + 1
                return (number, column, "there is a tab here; indent with spaces")
            }
        }
        return place
    }

    private var statedPlace: (line: Int, column: Int, problem: String) {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, mark.column, problem)
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            return (lines.count, (lines.last?.count ?? 0) + 1, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
            return (context.mark.line, context.mark.column, "the key \(keys) appears twice")
        default:
            return (1, 1, "\(self)".split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }
}
