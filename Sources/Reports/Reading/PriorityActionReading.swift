import Inspections
import Text

/// Reads what a letter says of areas for priority action: below a heading, else in sentences of their own.
struct PriorityActionReading {
    /// The gravest that is said; `nil` where that is in doubt.
    let action: PriorityAction?
    /// The words that say so; `nil` where none do.
    let printed: String?
    /// What is said where that is in doubt.
    let witnesses: [Witness]

    /// One place that speaks of such areas.
    private struct Place {
        let saying: PrioritySaying
        let printed: String
        let page: Int
        let isSection: Bool
    }

    /// `visit`: the days of the letter's own.
    init(_ lines: [Line], visit: InspectionDates) {
        var places = PriorityActionReading.sections(lines, visit: visit)
        if !places.contains(where: { [.stated, .remaining].contains($0.saying) }) {
            places += PriorityActionReading.sentences(lines, visit: visit)
        }
        func first(_ saying: PrioritySaying) -> Place? { places.first { $0.saying == saying } }
        let stated = first(.stated)
        let denied = places.first { $0.saying == .denied && $0.isSection }
        // None that are new says nothing of earlier ones, where the letter speaks of such.
        let open =
            places.filter { $0.saying == .unclear }
            + places.filter { $0.saying == .noneNew && first(.ended) == nil && first(.denied) == nil }
            .filter { $0.isSection || first(.elsewhere) != nil }
        if let stated, !stated.isSection, let denied {
            // Below its heading there are none, and a sentence tells of one.
            (action, printed) = (nil, nil)
            witnesses = [denied, stated].map(PriorityActionReading.witness)
        } else if let said = stated ?? first(.remaining) {
            action = said.saying == .stated ? .yes : .remain
            printed = said.printed
            witnesses = []
        } else {
            action = open.isEmpty ? .no : nil
            printed = nil
            witnesses = open.map(PriorityActionReading.witness)
        }
    }

    private static func witness(_ place: Place) -> Witness {
        let action: PriorityAction? =
            switch place.saying {
            case .stated: .yes
            case .remaining: .remain
            case .denied: .no
            case .unclear, .noneNew, .ended, .elsewhere: nil
            }
        return Witness(
            area: PriorityAction.fact, grade: action?.rawValue, printed: place.printed, page: place.page,
            source: place.isSection ? "the section on them" : "a sentence", evidence: place.printed)
    }

    // MARK: - Sections

    private static let headings = [
        ["areas", "for", "priority", "action"], ["area", "for", "priority", "action"],
        ["area", "s", "for", "priority", "action"], ["priority", "actions"],
    ]

    /// Not the end of a sentence, or its middle.
    private static func isHeading(_ line: Line) -> Bool {
        let text = line.text.collapsed
        return headings.contains(line.words) && text.first?.isUppercase == true && text.last != "."
    }

    /// Lines below a heading in which its first sentence ends.
    private static let mostLines = 8

    private static func sections(_ lines: [Line], visit: InspectionDates) -> [Place] {
        lines.indices.filter { isHeading(lines[$0]) }.map { index in
            let below = lines[(index + 1)...].prefix(mostLines).map(\.text).joined(separator: " ")
            let sentences = PressArticle.sentences(below).prefix(2)
            return Place(
                saying: PrioritySection.saying(of: sentences, visit: visit),
                printed: ([lines[index].text.collapsed] + sentences.prefix(1)).joined(separator: ": "),
                page: lines[index].page, isSection: true)
        }
    }

    // MARK: - Sentences

    private static func sentences(_ lines: [Line], visit: InspectionDates) -> [Place] {
        // A heading is no part of the sentence above or below it.
        let runs = lines.split(whereSeparator: isHeading)
        return runs.flatMap { run in
            let pages = run.flatMap { line in line.text.split(whereSeparator: \.isWhitespace).map { _ in line.page } }
            var word = 0
            return PressArticle.sentences(run.map(\.text).joined(separator: " ")).compactMap { sentence -> Place? in
                let page = word < pages.count ? pages[word] : 1
                word += sentence.split(whereSeparator: \.isWhitespace).count
                guard sentence.lowercased().contains("priority") else { return nil }
                let (saying, isSection) = saying(of: sentence, visit: visit)
                return saying.map { Place(saying: $0, printed: excerpt(sentence), page: page, isSection: isSection) }
            }
        }
    }

    /// Words of a sentence that are shown: where no full stop was found, it can be pages long.
    private static let mostWords = 60

    private static func excerpt(_ sentence: String) -> String {
        let words = sentence.split(whereSeparator: \.isWhitespace)
        guard words.count > mostWords else { return sentence }
        let place = words.firstIndex { $0.lowercased().contains("priority") } ?? 0
        let shown = max(0, place - mostWords / 2)..<min(words.count, place + mostWords / 2)
        return (shown.lowerBound > 0 ? "… " : "") + words[shown].joined(separator: " ")
            + (shown.upperBound < words.count ? " …" : "")
    }

    /// `Area for priority action: ...` is a section on the line of its heading.
    private static func saying(
        of sentence: String, visit: InspectionDates
    ) -> (saying: PrioritySaying?, isSection: Bool) {
        let parts = sentence.split(separator: ":", maxSplits: 1)
        // Another heading may stand before it.
        let head = parts.first?.split(whereSeparator: \.isWhitespace).suffix(4).joined(separator: " ") ?? ""
        if parts.count == 2, head.first?.isUppercase == true, headings.contains(Words.of(head)) {
            return (PrioritySection.saying(of: [String(parts[1])], visit: visit), true)
        }
        return (PrioritySentence(sentence, visit: visit)?.saying, false)
    }
}
