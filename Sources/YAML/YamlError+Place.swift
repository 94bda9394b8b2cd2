import Yams

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
                return (number, column, "a tab stands here; indent with spaces")
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
            return (context.mark.line, context.mark.column, "the key \(keys) stands here twice")
        default:
            return (1, 1, "\(self)".split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }
}
