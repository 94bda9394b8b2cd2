import Inspections

@testable import Reports

/// Reads documents as the daemon does and checks what must hold of each outcome, whatever the document.
package enum ReportCheck {
    private static let reports: ReportReader? = try? ReportReader.builtIn()

    /// `printed`: all text that the document shows.
    package static func read(_ document: [UInt8], printed: (_ document: [UInt8]) -> String?) -> Bool {
        // A PDF would only start a child: poppler is not what is on trial.
        guard let reports, Media(of: document) != .pdf else { return false }
        guard let outcome = waiting(for: { await reports.read(document) }) else { return false }
        checkShape(of: outcome)
        guard !outcome.judgements.isEmpty, let text = printed(document) else { return true }
        let words = Words.of(text)
        for judgement in outcome.judgements { check(judgement, of: outcome, printed: words, reports) }
        return true
    }

    private static func checkShape(of outcome: Outcome) {
        let areas = outcome.judgements.map(\.area)
        Property.holds(Set(areas).count == areas.count, "an area is judged once: \(areas)")
        if let start = outcome.inspection.start, let end = outcome.inspection.end {
            Property.holds(start <= end, "\(start.iso) is not after \(end.iso)")
        }
        switch outcome.result {
        case .graded: Property.holds(!areas.isEmpty && outcome.doubts.isEmpty, "graded means grades and no doubt")
        case .doubtful: Property.holds(!outcome.doubts.isEmpty, "a doubt has its reason")
        case .ungraded: Property.holds(areas.isEmpty, "a letter states no grade")
        case .notAReport, .unreadable:
            Property.holds(areas.isEmpty && !outcome.doubts.isEmpty, "no report: no grade, but a reason")
        }
    }

    /// A grade never comes from anywhere but the document's own words.
    private static func check(
        _ judgement: Judgement, of outcome: Outcome, printed words: [String], _ reports: ReportReader
    ) {
        let data = reports.frameworks.first { $0.framework.id == outcome.framework }
        let forms = data?.grades.first { $0.id == judgement.grade }?.forms ?? []
        let statements = data?.areas.first { $0.id == judgement.area }?.statements ?? []
        let said = forms + statements.filter { $0.grade == judgement.grade }.flatMap(\.says)
        // A word may be broken over two lines.
        let letters = words.joined().unicodeScalars
        Property.holds(
            said.contains { $0.allSatisfy { letters.contains($0.unicodeScalars) } },
            "\(judgement.area) is \(judgement.grade), which the document does not print")
        // Evidence has its white space squeezed, and a mark that stood on some of it joins two words then.
        for word in Words.of(judgement.printed) + Words.of(judgement.evidence) {
            Property.holds(letters.contains(word.unicodeScalars), "\"\(word)\" of the evidence stands in the document")
        }
    }
}
