import Inspections
import Text

/// A letter after a focused or monitoring visit, or a joint inspection: a report that states no grade.
struct VisitLetter: Sendable {
    let providerCandidates: [String]
    /// What the titles below its own name, which only the registry can confirm.
    let unsureCandidates: [String]
    let inspection: InspectionDates
    let published: CalendarDate?
    private let priorityAction: PriorityActionReading

    /// What the letter states beside its dates.
    var facts: [String: String] {
        var facts: [String: String] = [:]
        facts[PriorityAction.fact] = priorityAction.action?.rawValue
        facts[PriorityAction.printedFact] = priorityAction.printed
        return facts
    }

    /// What it says of areas for priority action where that is in doubt.
    var witnesses: [Witness] { priorityAction.witnesses }

    var doubts: [String] {
        witnesses.map { witness in
            let says = witness.grade.map { "says \($0)" } ?? "is neither a clear yes nor a clear no"
            return "\(witness.area): \(witness.source) \(says): \"\(witness.printed)\""
        }
    }

    /// `titles`: those of letters.
    init(_ lines: [Line], title: Title, titles: [Pattern]) {
        providerCandidates = title.name.map { [$0] } ?? []
        let below = Array(lines[title.lines.upperBound...])
        let naming = titles.filter { $0.elements.contains(.name) }
        unsureCandidates = [Title.find(naming, in: below, grades: GradeWords([]))?.name].compactMap(\.self)
        let text = lines[title.lines.lowerBound...].prefix(40).map(\.text).joined(separator: " ")
        inspection = VisitLetter.visit(in: text) ?? InspectionDates(start: nil, end: nil)
        let head = lines[..<title.lines.lowerBound]
        published = head.lazy.compactMap { DateRange.read($0.text) }.first?.end
        priorityAction = PriorityActionReading(lines, visit: inspection)
    }

    /// The days after `services on` in the first sentence that tells of the visit.
    private static func visit(in text: String) -> InspectionDates? {
        let words = text.split(whereSeparator: \.isWhitespace)
        for index in words.indices where ["on", "between"].contains(words[index].lowercased()) {
            if let dates = DateRange.read(words[(index + 1)...].prefix(16).joined(separator: " ")) { return dates }
        }
        return nil
    }
}
