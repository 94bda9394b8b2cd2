import Inspections

/// What of an alert has room in a message, beside its headline: whole lines alone, so that no grade is ever cut.
struct MessageParts {
    struct Detail {
        /// `nil` for what is not about an area.
        let area: String?
        let words: String
        let mark: ReaderMark

        var line: String { (area.map { "\(mark.sign.isEmpty ? "" : mark.sign + " ")\($0): " } ?? "") + words }
    }

    /// What changed first, the gravest at the top; then the members of a list.
    private(set) var details: [Detail] = []
    /// What stayed, and what is not graded any more.
    private(set) var folded: [String] = []
    private(set) var notes: [String] = []
    private(set) var about: [String] = []
    /// Lines that had no room.
    private(set) var omitted = 0

    /// Letters of a line that stands beside others; printed words may be a whole page.
    private static let longest = TextLimit.letters(400)
    /// What the sentence on omitted lines takes.
    private static let reserve = 60
    /// What parts one line from the next, at most.
    private static let gap = 4

    init(_ alert: ReaderAlert, limit: TextLimit) {
        var left = limit.count - MessageParts.reserve
        func takes(_ line: String, upTo room: Int) -> Bool {
            let size = limit.measure(line) + MessageParts.gap
            guard size <= room else { return false }
            left -= size
            return true
        }
        // What it rests on and what it takes back matter more than the hundredth area.
        for line in alert.notes.map(MessageParts.longest.cut) {
            if takes(line, upTo: left - limit.count / 2) { notes.append(line) } else { omitted += 1 }
        }
        for line in alert.about.map(MessageParts.longest.cut) {
            if takes(line, upTo: left - limit.count / 3) { about.append(line) } else { omitted += 1 }
        }
        for line in alert.changed + alert.notGraded {
            let forms = [line.words + (line.printed.map { "; \($0)" } ?? ""), line.words].map {
                Detail(area: line.area, words: $0, mark: line.mark)
            }
            if let form = forms.first(where: { MessageParts.longest.takes($0.line) && takes($0.line, upTo: left) }) {
                details.append(form)
            } else {
                omitted += 1
            }
        }
        for member in alert.members {
            if takes(member, upTo: left) {
                details.append(Detail(area: nil, words: member, mark: .none))
            } else {
                omitted += 1
            }
        }
        let unchanged = alert.unchangedInOneLine.map { [$0, "unchanged: \(alert.unchanged.count) areas"] }
        let gone = alert.noLongerGraded.map { [$0, "no longer graded: more areas than have room here"] }
        for forms in [unchanged, gone].compactMap(\.self) {
            if let form = forms.first(where: { takes($0, upTo: left) }) { folded.append(form) } else { omitted += 1 }
        }
    }

    /// `nil` where everything has room.
    var omission: String? { omitted == 0 ? nil : omitted == 1 ? "and 1 more line" : "and \(omitted) more lines" }

    /// In the order in which they are read.
    var lines: [String] { details.map(\.line) + folded + [omission].compactMap(\.self) + notes + about }
}

extension ReaderAlert {
    /// The headline within a limit: the provider's name gives way first, then one clause after the other; no grade is
    /// cut.
    func headline(_ limit: TextLimit) -> String {
        if limit.takes(headline) { return headline }
        let short = TextLimit.letters(60).cut(name)
        let named = name.isEmpty ? headline : headline.replacing(name, with: short)
        if limit.takes(named) { return named }
        for separator in ["; ", ", "] {
            let clauses = named.split(separator: separator).map(String.init)
            for kept in stride(from: clauses.count - 1, to: 0, by: -1) {
                let text = clauses.prefix(kept).joined(separator: separator) + " and \(clauses.count - kept) more"
                if limit.takes(text) { return text }
            }
        }
        return limit.cut(named)
    }

    /// The links whose addresses have room, at most so many.
    func links(atMost count: Int, _ limit: TextLimit) -> [Link] {
        Array(links.filter { limit.takes($0.url) }.prefix(count))
    }
}
