import Text

/// The words that frameworks print: what mends a word of theirs that a hyphen or the end of a line has broken.
struct Vocabulary: Sendable {
    private let words: Set<String>

    init(_ words: some Sequence<String>) { self.words = Set(words) }

    /// The lines with each broken word whole, on the line where it begins: `experi-`, `ences of` are `experiences`, `of`.
    func mended(_ lines: [Line]) -> [Line] {
        var mended: [Line] = []
        mended.reserveCapacity(lines.count)
        for line in lines {
            var line = withoutHyphens(line)
            if let last = mended.last, last.page == line.page, let whole = whole(last, line) {
                mended[mended.count - 1] = whole.first
                guard let rest = whole.rest else { continue }
                line = rest
            }
            mended.append(line)
        }
        return mended
    }

    /// `well-being` as `wellbeing`, where that is a word; others stay the words that a hyphen joins.
    private func withoutHyphens(_ line: Line) -> Line {
        guard line.text.unicodeScalars.contains(where: Vocabulary.isHyphen) else { return line }
        var words: [String] = []
        for part in line.text.split(whereSeparator: \.isWhitespace) {
            let parts = Words.of(part)
            guard parts.count > 1, part.unicodeScalars.contains(where: Vocabulary.isHyphen) else {
                words += parts
                continue
            }
            let start = words.count
            for word in parts {
                if words.count > start, let last = words.last, self.words.contains(last + word) {
                    words[words.count - 1] = last + word
                } else {
                    words.append(word)
                }
            }
        }
        return Line(text: line.text, page: line.page, words: words)
    }

    /// The two lines, where the end of the first and the beginning of the second are one word. Without a hyphen two words of the vocabulary
    /// stay two: "in" and "adequate" are not "inadequate".
    private func whole(_ first: Line, _ second: Line) -> (first: Line, rest: Line?)? {
        guard let head = first.words.last, let tail = second.words.first, let mark = first.text.unicodeScalars.last,
            let letter = second.text.unicodeScalars.first, letter.properties.isAlphabetic
        else { return nil }
        let isHyphenated = Vocabulary.isHyphen(mark)
        guard isHyphenated || (mark.properties.isAlphabetic && !(words.contains(head) && words.contains(tail))),
            words.contains(head + tail)
        else { return nil }
        let begun = isHyphenated ? String(first.text.unicodeScalars.dropLast()) : first.text
        let printed = second.text.prefix { !$0.isWhitespace }
        let rest = String(second.text.dropFirst(printed.count)).trimmed
        return (
            Line(text: begun + printed, page: first.page, words: first.words.dropLast() + [head + tail]),
            second.words.count < 2
                ? nil : Line(text: rest, page: second.page, words: Array(second.words.dropFirst()))
        )
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0xAD, 0x2010, 0x2011: true
        default: false
        }
    }
}

extension Vocabulary {
    /// All words of the frameworks' areas, grades, titles and statements, and of these titles.
    init(_ frameworks: [FrameworkData], titles: [Pattern]) {
        let phrases = frameworks.flatMap { data in
            data.grades.flatMap(\.forms) + data.marks
                + data.areas.flatMap { area in area.labels + area.statements.flatMap { $0.says + $0.confirmedBy } }
        }
        let patterns = titles + frameworks.flatMap { data in data.titles + data.areas.flatMap(\.sentences) }
        self.init(phrases.flatMap(\.self) + patterns.flatMap(\.words))
    }
}
