package import Inspections

import Digests
import Markup

/// The report card that a provider's page shows beside the links to its reports: a second witness of what the newest
/// report states, and by itself none of anything, since how the site shows it was never seen.
extension ReportReader {
    /// What the page states; `nil` where it shows no whole card with the day of its inspection, or where two cards of
    /// one day differ.
    package func card(onPage bytes: [UInt8]) -> Outcome? {
        guard let page = try? HTMLDocument(parsing: bytes) else { return nil }
        let visible = page.root.text
        var cards: [StatedCard] = []
        for text in [visible] + EscapedMarkup.texts(in: page.root) {
            guard let card = StatedCard(text, frameworks: frameworks, vocabulary: vocabulary) else { continue }
            cards.append(card)
        }
        guard let newest = cards.map(\.day).max() else { return nil }
        let same = cards.filter { $0.day == newest }
        guard let first = same.first, same.allSatisfy({ $0.framework == first.framework && $0.grades == first.grades })
        else { return nil }
        var outcome = Outcome(
            result: .graded, media: "text/html", sha256: SHA256.hex(of: bytes), framework: first.framework,
            basis: .table,
            inspection: InspectionDates(start: newest, end: newest))
        outcome.judgements = first.judgements
        outcome.providerURN = ReportHead(DocumentText(visible, vocabulary).lines).urn
        return outcome
    }

    /// True for a framework whose reports are cards.
    package func isOfCards(_ framework: String) -> Bool {
        frameworks.contains { $0.framework.id == framework && $0.isCard }
    }
}

/// A whole card of one framework in a text that a page holds.
private struct StatedCard {
    let framework: String
    let day: CalendarDate
    let judgements: [Judgement]

    var grades: [String: String] {
        Dictionary(judgements.map { ($0.area, $0.grade) }, uniquingKeysWith: { first, _ in first })
    }

    init?(_ text: String, frameworks: [FrameworkData], vocabulary: Vocabulary) {
        let lines = DocumentText(text, vocabulary).lines
        guard let day = ReportHead(lines).inspection.start else { return nil }
        let fitting = Structure(frameworks.filter(\.isCard), lines, on: day).proven
        guard fitting.count == 1, let reading = fitting.first else { return nil }
        framework = reading.data.framework.id
        self.day = day
        var seen: Set<String> = []
        judgements = reading.stated.filter { seen.insert($0.area).inserted }.map {
            Judgement(area: $0.area, grade: $0.grade, printed: $0.printed, page: nil, evidence: $0.evidence)
        }
    }
}
