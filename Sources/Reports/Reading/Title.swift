import Inspections

/// Where a report names its framework: the first heading that fits one of the titles.
struct Title: Sendable {
    /// The title's lines.
    let lines: Range<Int>
    /// The provider's name as the title carries it.
    let name: String?

    /// The most lines that a title is wrapped over, and the lines of a first page that may hold it.
    private static let mostLines = 6
    /// The words that may stand before a title that is looked for within its line.
    private static let mostBefore = 3
    private static let head = 60

    /// The earliest line at which one of the patterns stands; `isWithin`: a few words may stand before it, as in
    /// `Reinspection of`.
    static func find(
        _ patterns: [Pattern], in lines: [Line], grades: GradeWords, isWithin: Bool = false
    ) -> Title? {
        let head = min(lines.count, Title.head)
        for first in 0..<head {
            let again = isWithin ? withoutPrefix(lines[first], patterns) : nil
            for (pattern, start) in starts(of: patterns, in: lines[first], isWithin: isWithin) {
                var words = again ?? lines[first].words
                var end = first
                while end < min(first + mostLines, lines.count) {
                    if end > first, !lines[end].isMark { words += lines[end].words }
                    end += 1
                    guard let match = pattern.match(words, from: start, whole: false, grades: grades) else { continue }
                    return Title(
                        lines: first..<end,
                        name: match.name.map {
                            let printed = name(
                                words: $0, in: [lines[first]] + lines[first..<end].dropFirst().filter { !$0.isMark })
                            // "Durham's children's services" are those of Durham; a school may be called St Mary's.
                            return $0.upperBound < match.end ? Possessive.owner(printed) : printed
                        })
                }
            }
        }
        return nil
    }

    /// Each pattern with the words of the line at which it may begin; prose, which begins with a small letter, holds no
    /// title.
    private static func starts(
        of patterns: [Pattern], in line: Line, isWithin: Bool
    ) -> [(pattern: Pattern, start: Int)] {
        guard isWithin else { return patterns.map { ($0, 0) } }
        guard line.text.first?.isLowercase == false else { return [] }
        return (0...mostBefore).flatMap { start in patterns.map { ($0, start) } }
    }

    /// `Reinspection of` is an inspection too.
    private static func withoutPrefix(_ line: Line, _ patterns: [Pattern]) -> [String]? {
        guard let first = line.words.first, first.hasPrefix("re") else { return nil }
        let rest = String(first.dropFirst(2))
        return patterns.contains { $0.beginnings.contains(rest) } ? [rest] + line.words.dropFirst() : nil
    }

    /// The printed spelling of some of the lines' words.
    private static func name(words: Range<Int>, in lines: [Line]) -> String {
        var index = 0
        var printed: [String] = []
        for part in lines.flatMap({ $0.text.split(whereSeparator: \.isWhitespace) }) {
            let count = Words.of(part).count
            if count > 0, words.contains(index) { printed.append(String(part).withoutFootnote) }
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
