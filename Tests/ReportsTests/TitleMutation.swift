import Foundation

/// Damages what names a report and states its grades in words: titles, sentences and labels, by a seed that gives the
/// same damage each time.
struct TitleMutation {
    enum Kind: String, CaseIterable {
        case footnoteAtWord, footnoteAfterStop, footnoteApart, raisedMark, bracketedMark
        case wordBefore, prefixedWord, wordAfter, trustForCouncil
        case singular, plural
        case breakAtSpace, breakInWord, breakWithoutHyphen, hyphenInWord, joinedLines
        case upperCase, lowerCase, wideSpaces, ligatures, noApostrophe, softHyphen
        case noTitle
    }

    private(set) var text: String
    private var state: UInt64
    private let targets: [String]

    /// `title`: the lines that name the report, as printed; `sentences`: what states its grades.
    init(_ text: String, title: [String], sentences: [String], seed: UInt64) {
        self.text = text
        self.title = title
        targets = title + sentences
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    private let title: [String]

    mutating func apply(_ kind: Kind) {
        guard let first = title.first, let last = title.last else { return }
        switch kind {
        case .footnoteAtWord: change(pick(targets)) { $0.atWord(&$1) { $0 + "2" } }
        case .footnoteAfterStop: change(pick(targets)) { $1 += ".3" }
        case .footnoteApart: change(pick(targets)) { $1 += " 1" }
        case .raisedMark: change(pick(targets)) { $0.atWord(&$1) { $0 + "¹" } }
        case .bracketedMark: change(pick(targets)) { $0.atWord(&$1) { $0 + "[4]" } }
        case .wordBefore: change(first) { $1 = $0.pick(["Ofsted ", "Report: ", "Full ", "The ", "Short "]) + $1 }
        case .prefixedWord:
            change(first) { $1 = "Re" + $1.prefix(1).lowercased() + $1.dropFirst() }
        case .wordAfter: change(last) { $1 += $0.pick([" report", " (full)", " – report", " in England"]) }
        case .trustForCouncil:
            change(pick(title)) { mutation, line in
                for phrase in ["local authority children’s services", "children’s services", "Council"] {
                    guard let range = line.range(of: phrase) else { continue }
                    line.replaceSubrange(range, with: mutation.pick(["Children’s Trust", "Children’s Services Trust"]))
                    return
                }
            }
        case .singular: change(pick(targets)) { $0.atWord(&$1) { $0.hasSuffix("s") ? String($0.dropLast()) : $0 } }
        case .plural:
            change(pick(targets)) { $0.atWord(&$1) { $0.count > 5 && $0.last?.isLetter == true ? $0 + "s" : $0 } }
        case .breakAtSpace: change(pick(targets)) { $0.atWord(&$1) { $0 + "\n" } }
        case .breakInWord: change(pick(targets)) { $0.inWord(&$1, "-\n") }
        case .breakWithoutHyphen: change(pick(targets)) { $0.inWord(&$1, "\n") }
        case .hyphenInWord: change(pick(targets)) { $0.inWord(&$1, "-") }
        case .softHyphen: change(pick(targets)) { $0.inWord(&$1, "\u{AD}") }
        case .joinedLines:
            if let range = text.range(of: first + "\n") { text.replaceSubrange(range, with: first + " ") }
        case .upperCase: change(pick(targets)) { $1 = $1.uppercased() }
        case .lowerCase: change(pick(targets)) { $1 = $1.lowercased() }
        case .wideSpaces: change(pick(targets)) { $1 = $1.replacing(" ", with: "\u{A0} ") }
        case .ligatures:
            change(pick(targets)) {
                $1 = $1.replacing("ff", with: "ﬀ").replacing("fi", with: "ﬁ").replacing("fl", with: "ﬂ")
            }
        case .noApostrophe: change(pick(targets)) { $1 = $1.replacing("’", with: "") }
        case .noTitle: for line in title { change(line) { $1 = "" } }
        }
    }

    /// The first place that prints this line.
    private mutating func change(_ line: String, _ how: (inout TitleMutation, inout String) -> Void) {
        guard let range = text.range(of: "\n" + line + "\n") ?? text.range(of: line) else { return }
        var changed = String(text[range])
        let isLine = changed.hasPrefix("\n")
        if isLine { changed = String(changed.dropFirst().dropLast()) }
        how(&self, &changed)
        text.replaceSubrange(range, with: isLine ? "\n" + changed + "\n" : changed)
    }

    private mutating func atWord(_ line: inout String, _ how: (String) -> String) {
        var words = line.components(separatedBy: " ")
        let index = Int(next(below: UInt64(words.count)))
        guard words[index].last?.isLetter == true else { return }
        words[index] = how(words[index])
        line = words.joined(separator: " ").replacing("\n ", with: "\n")
    }

    private mutating func inWord(_ line: inout String, _ mark: String) {
        atWordOfLength(&line) { mutation, word in
            let place = 2 + Int(mutation.next(below: UInt64(word.count - 3)))
            word.insert(contentsOf: mark, at: word.index(word.startIndex, offsetBy: place))
        }
    }

    private mutating func atWordOfLength(_ line: inout String, _ how: (inout TitleMutation, inout String) -> Void) {
        var words = line.components(separatedBy: " ")
        let long = words.indices.filter { words[$0].count > 5 && words[$0].allSatisfy(\.isLetter) }
        guard !long.isEmpty else { return }
        how(&self, &words[pick(long)])
        line = words.joined(separator: " ")
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next(below: UInt64(elements.count)))]
    }

    private mutating func next(below bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % max(1, bound)
    }
}
