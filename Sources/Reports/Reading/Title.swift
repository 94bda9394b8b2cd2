import Inspections

/// Where a report names its framework: the first heading that fits one of the titles.
struct Title: Sendable {
    /// The title's lines.
    let lines: Range<Int>
    /// The provider's name as the title carries it.
    let name: String?

    /// The most lines that a title is wrapped over, and the lines of a first page that may hold it.
    private static let mostLines = 4
    private static let head = 60

    /// The earliest line at which one of the patterns stands.
    static func find(_ patterns: [Pattern], in lines: [Line], grades: GradeWords) -> Title? {
        let head = min(lines.count, Title.head)
        for first in 0..<head {
            for pattern in patterns {
                var words: [String] = []
                var end = first
                while end < min(first + mostLines, lines.count) {
                    words += lines[end].words
                    end += 1
                    guard let match = pattern.match(words, from: 0, whole: false, grades: grades) else { continue }
                    return Title(
                        lines: first..<end,
                        name: match.name.map {
                            let printed = name(words: $0, in: lines[first..<end])
                            // "Durham's children's services" are those of Durham; a school may be called St Mary's.
                            return $0.upperBound < match.end ? Possessive.owner(printed) : printed
                        })
                }
            }
        }
        return nil
    }

    /// The printed spelling of some of the lines' words.
    private static func name(words: Range<Int>, in lines: ArraySlice<Line>) -> String {
        var index = 0
        var printed: [String] = []
        for part in lines.flatMap({ $0.text.split(whereSeparator: \.isWhitespace) }) {
            let count = Words.of(part).count
            if count > 0, words.contains(index) { printed.append(String(part)) }
            index += count
        }
        return printed.joined(separator: " ")
    }
}

extension Title {
    /// The higher on the page, and of two at one line the one that says more.
    func comes(before other: Title) -> Bool {
        (lines.lowerBound, -lines.count) < (other.lines.lowerBound, -other.lines.count)
    }
}
