package import Yams

extension YamlError {
    /// Where the text stops being YAML, both from 1, and why, on one line.
    package var place: (line: Int, column: Int, problem: String) {
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
            return (context.mark.line, context.mark.column, "the key \(keys) stands here twice")
        default:
            return (1, 1, "\(self)".split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }
}
