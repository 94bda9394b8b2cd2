import Inspections

/// A letter after a focused or monitoring visit, or a joint inspection: a report that states no grade.
struct VisitLetter: Sendable {
    let providerCandidates: [String]
    let inspection: InspectionDates
    let published: CalendarDate?
    /// `yes`, `remain` or `no`.
    let priorityAction: String

    init(_ lines: [Line], title: Title) {
        providerCandidates = title.name.map { [$0] } ?? []
        let text = lines[title.lines.lowerBound...].prefix(40).map(\.text).joined(separator: " ")
        inspection = VisitLetter.visit(in: text) ?? InspectionDates(start: nil, end: nil)
        let head = lines[..<title.lines.lowerBound]
        published = head.lazy.compactMap { DateRange.read($0.text) }.first?.end
        priorityAction = VisitLetter.priorityAction(lines)
    }

    /// The days after `services on` in the first sentence that tells of the visit.
    private static func visit(in text: String) -> InspectionDates? {
        let words = text.split(whereSeparator: \.isWhitespace)
        for index in words.indices where ["on", "between"].contains(words[index].lowercased()) {
            if let dates = DateRange.read(words[(index + 1)...].prefix(16).joined(separator: " ")) { return dates }
        }
        return nil
    }

    private static func priorityAction(_ lines: [Line]) -> String {
        var answer = "no"
        for index in lines.indices {
            let words = lines[index].words
            guard [["areas", "for", "priority", "action"], ["area", "for", "priority", "action"]].contains(words) else {
                continue
            }
            let section = lines[(index + 1)...].prefix(3).flatMap(\.words)
            let isOld = section.contains("remain") || section.contains("remains")
            if !isOld { return "yes" }
            answer = "remain"
        }
        guard answer == "no" else { return answer }
        let text = lines.map(\.text).joined(separator: " ")
        for sentence in PressArticle.sentences(text) {
            let words = Words.of(sentence)
            guard Words.find(["for", "priority", "action"], in: words) != nil else { continue }
            if words.contains("existing") || words.contains("remain") || words.contains("remains") { answer = "remain" }
        }
        return answer
    }
}
